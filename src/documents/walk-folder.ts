import { readdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';

/** A link in a folder, and what it leads to: `target` is absolute and without links. */
export interface Link {
  path: string;
  target: string;
}

/** What is in a folder; paths are relative to it. */
export interface FolderContents {
  /** Files, and links to anything but a folder: whether those can be read is seen when they are opened. */
  files: string[];
  /** The linked folders whose files are among them. */
  linkedFolders: Link[];
  linkedFiles: Link[];
}

/**
 * Lists what is in a folder and in the folders that are linked there. Each real folder is entered once: where it is itself, or else under the first of the
 * links to it. A link to a folder that it stands in leads round in a circle, and is not followed.
 *
 * @param isLeftOut Names of files and folders that are passed over.
 * @throws the errors of the file system.
 */
export async function walkFolder(directory: string, isLeftOut: (name: string) => boolean): Promise<FolderContents> {
  const root = await realpath(directory);
  const contents: FolderContents = { files: [], linkedFolders: [], linkedFiles: [] };
  const entered = new Set<string>();
  /** Links to folders, which wait until all folders that are there themselves were entered. */
  const waiting: (Link & { standsIn: string })[] = [];
  const enter = async (inside: string, real: string): Promise<void> => {
    if (entered.has(real)) return;
    entered.add(real);
    const entries = (await entriesOf(real)).filter(({ name }) => !isLeftOut(name));
    for (const entry of entries.sort(byName)) {
      const [file, whole] = [path.join(inside, entry.name), path.join(real, entry.name)];
      if (entry.isDirectory()) await enter(file, whole);
      else if (entry.isFile()) contents.files.push(file);
      else if (entry.isSymbolicLink()) {
        const link = await follow(whole);
        if (link?.isFolder) waiting.push({ path: file, target: link.target, standsIn: real });
        else contents.files.push(file);
        if (link && !link.isFolder) contents.linkedFiles.push({ path: file, target: link.target });
      }
    }
  };
  await enter('', root);
  for (let link = waiting.shift(); link !== undefined; link = waiting.shift()) {
    const { target, standsIn } = link;
    if (entered.has(target) || [root, standsIn].some((folder) => isWithin(folder, target))) continue;
    contents.linkedFolders.push({ path: link.path, target });
    await enter(link.path, target);
  }
  return contents;
}

/** Whether a path is a folder or leads into it. */
export function isWithin(file: string, folder: string): boolean {
  return file === folder || file.startsWith(folder.endsWith(path.sep) ? folder : folder + path.sep);
}

/** The entries of a folder; none of one that was removed meanwhile. */
async function entriesOf(folder: string) {
  return readdir(folder, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
}

/** Where a link leads; null when nothing is there. */
async function follow(link: string): Promise<{ target: string; isFolder: boolean } | null> {
  try {
    const target = await realpath(link);
    return { target, isFolder: (await stat(target)).isDirectory() };
  } catch {
    return null;
  }
}

function byName(one: { name: string }, other: { name: string }): number {
  return one.name < other.name ? -1 : 1;
}
