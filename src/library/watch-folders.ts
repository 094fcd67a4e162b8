import { lstat, realpath } from 'node:fs/promises';
import path from 'node:path';
import { type FSWatcher, watch } from 'chokidar';
import { walkDocuments } from '../documents/read-documents.ts';
import { isWithin, type Link } from '../documents/walk-folder.ts';

/** The folder itself, by the path '', and where the links in it lead. */
interface Watched {
  folders: Link[];
  files: Link[];
}

/** Follows a folder and what is linked in it. Files are given where they really are; `pathsOf` says what they are called in the folder. */
interface FolderWatcher {
  /** Watches what is linked now, and no longer what was; resolves once what changes is noticed. */
  refresh(): Promise<void>;
  /** The paths of a file below the folder; none when it is linked no more. */
  pathsOf(file: string): string[];
  /** Whether a change of a file may have changed what is linked. */
  isOfLink(file: string): Promise<boolean>;
  close(): Promise<void>;
}

/** Creates what follows a documents folder. @param onChange Called with each file or folder that came, changed or went. */
export function watchFolders(
  directory: string,
  { onChange, onError }: { onChange: (file: string) => void; onError: (error: unknown) => void },
): FolderWatcher {
  let watched: Watched = { folders: [], files: [] };
  let isClosed = false;
  const watchers = new Map<string, FSWatcher>();
  const watchOne = (target: string) => {
    const watcher = watch(target, {
      ignoreInitial: true,
      // Links that lead round in a circle would never end: where they lead is watched by itself.
      followSymlinks: false,
      ignored: (file) => path.basename(file).startsWith('.') && file !== target,
    });
    watchers.set(target, watcher);
    watcher.on('error', onError);
    return new Promise<void>((resolve) =>
      watcher.once('ready', () => {
        // Not before: links that are there already are reported as new ones.
        watcher.on('all', (_event, file) => onChange(file));
        resolve();
      }),
    );
  };
  return {
    async refresh() {
      const found = await findWatched(directory);
      if (isClosed) return;
      watched = found;
      const targets = new Set([...found.folders, ...found.files].map(({ target }) => target));
      const unlinked = [...watchers].filter(([target]) => !targets.has(target));
      for (const [target] of unlinked) watchers.delete(target);
      await Promise.all(unlinked.map(([, watcher]) => watcher.close()));
      await Promise.all([...targets].filter((target) => !watchers.has(target)).map(watchOne));
    },
    pathsOf: (file) => pathsOf(file, watched),
    isOfLink: (file) => isOfLink(file, watched),
    async close() {
      isClosed = true;
      await Promise.all([...watchers.values()].map((watcher) => watcher.close()));
    },
  };
}

async function findWatched(directory: string): Promise<Watched> {
  const [root, { linkedFolders, linkedFiles }] = await Promise.all([realpath(directory), walkDocuments(directory)]);
  return { folders: [{ path: '', target: root }, ...linkedFolders], files: linkedFiles };
}

/** Of folders within each other the inner one names a file. */
function pathsOf(file: string, { folders, files }: Watched): string[] {
  const around = folders.filter(({ target }) => isWithin(file, target));
  const inner = around.sort((one, other) => other.target.length - one.target.length)[0];
  return [
    ...(inner ? [path.join(inner.path, path.relative(inner.target, file))] : []),
    ...files.filter(({ target }) => target === file).map((link) => link.path),
  ];
}

async function isOfLink(file: string, { folders, files }: Watched): Promise<boolean> {
  const links = [...folders, ...files].filter(({ path: link }) => link !== '');
  const isTarget = links.some(({ target }) => target === file);
  const wasLink = pathsOf(file, { folders, files: [] }).some((inside) => links.some((link) => link.path === inside));
  return (isTarget && !(await isThere(file))) || wasLink || (await isThere(file, { isLink: true }));
}

async function isThere(file: string, { isLink = false } = {}): Promise<boolean> {
  const found = await lstat(file).catch(() => null);
  return found !== null && (!isLink || found.isSymbolicLink());
}
