import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Converter, PROGRAM_FOLDERS } from './find-converter.ts';
import { runProgram } from './run-program.ts';

/** A file of old Word in another format. */
export interface Converted {
  format: 'docx' | 'text';
  bytes: Uint8Array;
}

const TIMEOUT_MS = 90_000;
const MAX_OUTPUT_BYTES = 100_000_000;
/** Nothing is run that stands in the file, and nothing fetched that it refers to. */
const SAFE_SETTINGS = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link"><value>0</value></prop></item>
</oor:items>
`;

let lastTask: Promise<unknown> = Promise.resolve();

/**
 * Converts a file of old Word, one after another: each takes much memory. It is copied into a folder of its own, where the program has its profile.
 *
 * @throws Error that says why the program made nothing of it.
 */
export function convertDoc(
  bytes: Uint8Array,
  converter: Converter,
  { timeoutMs = TIMEOUT_MS }: { timeoutMs?: number } = {},
): Promise<Converted> {
  const task = lastTask.then(() => convertNow(bytes, converter, timeoutMs));
  lastTask = task.catch(() => {});
  return task;
}

async function convertNow(bytes: Uint8Array, { kind, file }: Converter, timeoutMs: number): Promise<Converted> {
  const directory = await mkdtemp(path.join(tmpdir(), 'pilcrow-doc-'));
  const environment = {
    PATH: [path.dirname(file), ...PROGRAM_FOLDERS].join(path.delimiter),
    HOME: directory,
    TMPDIR: directory,
    LC_ALL: 'C.UTF-8',
  };
  const options = { environment, directory, timeoutMs, maxOutputBytes: MAX_OUTPUT_BYTES };
  try {
    await writeFile(path.join(directory, 'file.doc'), bytes);
    if (kind === 'antiword') {
      const text = await runProgram(file, ['-w', '0', '-m', 'UTF-8.txt', 'file.doc'], options);
      return { format: 'text', bytes: text };
    }
    const profile = path.join(directory, 'profile');
    await mkdir(path.join(profile, 'user'), { recursive: true });
    await writeFile(path.join(profile, 'user', 'registrymodifications.xcu'), SAFE_SETTINGS);
    const given = [
      ...[`-env:UserInstallation=${pathToFileURL(profile).href}`, '--headless', '--norestore', '--nolockcheck'],
      ...['--infilter=MS Word 97', '--convert-to', 'docx:MS Word 2007 XML', '--outdir', 'converted', 'file.doc'],
    ];
    await runProgram(file, given, options);
    // LibreOffice ends well also when it makes nothing of a damaged file.
    const converted = await readFile(path.join(directory, 'converted', 'file.docx')).catch((cause: unknown) => {
      throw new Error('it made nothing of the file, which may be damaged', { cause });
    });
    return { format: 'docx', bytes: converted };
  } finally {
    await rm(directory, { recursive: true, force: true, maxRetries: 3 });
  }
}
