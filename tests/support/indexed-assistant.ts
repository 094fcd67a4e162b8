import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Assistant, createAssistant } from '../../src/assistant.ts';
import { loadConfig } from '../../src/config.ts';

/** A real assistant over the bundled documents unless settings say otherwise, its index in a folder of its own; `discard` closes it and removes the folder. */
export async function openIndexedAssistant(
  settings: { DOCUMENTS_DIR?: string } = {},
): Promise<{ assistant: Assistant; discard: () => Promise<void> }> {
  const indexDirectory = await mkdtemp(path.join(tmpdir(), 'pilcrow-index-'));
  const assistant = await createAssistant(loadConfig({ ...settings, INDEX_DIR: indexDirectory }));
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
