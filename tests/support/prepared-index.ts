import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { cp, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createAssistant } from '../../src/assistant.ts';
import { loadConfig } from '../../src/config/config.ts';

let prepared: Promise<string> | undefined;

/**
 * Copies an index of the bundled documents into a folder: indexing them into it embeds nothing any more. The index is made once, for
 * all processes of a run where TEST_SHARED_DIR names their folder, else for this process.
 */
export async function copyPreparedIndex(indexDirectory: string): Promise<void> {
  prepared ??= prepareIndex(process.env.TEST_SHARED_DIR ?? folderOfProcess());
  await cp(await prepared, indexDirectory, { recursive: true });
}

async function prepareIndex(shared: string): Promise<string> {
  const ready = path.join(shared, 'prepared-index');
  if (existsSync(ready)) return ready;
  const unfinished = await mkdtemp(path.join(shared, 'unfinished-index-'));
  const assistant = await createAssistant(loadConfig({ INDEX_DIR: unfinished }));
  try {
    await assistant.buildIndex();
  } finally {
    await assistant.close();
  }
  // Whole or not at all. Of two processes that make it at once the second one finds it there, and both are the same.
  await rename(unfinished, ready).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    await rm(unfinished, { recursive: true });
  });
  return ready;
}

function folderOfProcess(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'pilcrow-prepared-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
