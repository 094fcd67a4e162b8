import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after } from 'node:test';

/** An empty folder that is removed when the test or suite that asked for it is over. Not for hooks: theirs is over at once. */
export function temporaryDirectory(): string {
  const directory = mkdtempSync(path.join(tmpdir(), 'pilcrow-'));
  after(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

/** Writes files, named by their paths below `directory`; missing folders are made. Returns `directory`. */
export function writeFiles(directory: string, files: Readonly<Record<string, string | Uint8Array>>): string {
  for (const [file, content] of Object.entries(files)) {
    const filePath = path.join(directory, file);
    mkdirSync(path.dirname(filePath), { recursive: true });
    writeFileSync(filePath, content);
  }
  return directory;
}
