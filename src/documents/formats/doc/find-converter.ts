import { constants } from 'node:fs';
import { access, readdir } from 'node:fs/promises';
import path from 'node:path';

/** A program of this machine that converts files of old Word. */
export interface Converter {
  kind: 'LibreOffice' | 'antiword';
  file: string;
}

/** Where programs are installed: the programs see no other folders, and nothing of the environment, which may hold keys. */
export const PROGRAM_FOLDERS = [
  '/usr/local/bin',
  '/usr/bin',
  '/bin',
  '/snap/bin',
  '/opt/homebrew/bin',
  '/opt/local/bin',
  '/usr/lib/libreoffice/program',
  '/Applications/LibreOffice.app/Contents/MacOS',
  'C:\\Program Files\\LibreOffice\\program',
  'C:\\Program Files (x86)\\LibreOffice\\program',
];
/** LibreOffice as its makers pack it: `/opt/libreoffice24.8/program`. */
const OWN_FOLDERS = '/opt';
/** Best first: LibreOffice keeps headings, lists, tables and notes. */
const NAMES: readonly [kind: Converter['kind'], names: readonly string[]][] = [
  ['LibreOffice', ['soffice', 'libreoffice', 'soffice.exe']],
  ['antiword', ['antiword']],
];

/** Finds a converter as it is installed now; null where there is none. */
export async function findConverter(folders: readonly string[] = PROGRAM_FOLDERS): Promise<Converter | null> {
  const all = folders === PROGRAM_FOLDERS ? [...folders, ...(await foldersOfOffice())] : folders;
  for (const [kind, names] of NAMES) {
    for (const file of all.flatMap((folder) => names.map((name) => path.join(folder, name)))) {
      if (await isProgram(file)) return { kind, file };
    }
  }
  return null;
}

async function foldersOfOffice(): Promise<string[]> {
  const found = await readdir(OWN_FOLDERS).catch(() => []);
  return found
    .filter((name) => /^libreoffice/i.test(name))
    .map((name) => path.join(OWN_FOLDERS, name, 'program'))
    .sort()
    .reverse();
}

async function isProgram(file: string): Promise<boolean> {
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
}
