import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Assistant, createAssistant } from '../../src/assistant.ts';
import { loadConfig } from '../../src/config/config.ts';
import { copyPreparedIndex } from './prepared-index.ts';

/** A real assistant over a copy of the bundled documents unless settings say otherwise, its index in a folder of its own; `discard` closes it and removes both. */
export async function openIndexedAssistant(
  settings: NodeJS.ProcessEnv = {},
): Promise<{ assistant: Assistant; discard: () => Promise<void> }> {
  const indexDirectory = await mkdtemp(path.join(tmpdir(), 'pilcrow-index-'));
  // A copy, because documents can be changed over HTTP.
  const copy = path.join(indexDirectory, 'documents');
  if (settings.DOCUMENTS_DIR === undefined) {
    await cp(loadConfig({}).documentsDirectory, copy, { recursive: true });
    await copyPreparedIndex(indexDirectory);
  }
  const assistant = await createAssistant(loadConfig({ DOCUMENTS_DIR: copy, ...settings, INDEX_DIR: indexDirectory }));
  const discard = async () => {
    await assistant.close();
    await rm(indexDirectory, { recursive: true, force: true });
  };
  try {
    await assistant.buildIndex();
  } catch (error) {
    await discard();
    throw error;
  }
  return { assistant, discard };
}
