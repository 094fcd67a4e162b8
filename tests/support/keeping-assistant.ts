import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Assistant } from '../../src/assistant.ts';
import { createConverse } from '../../src/conversations/converse.ts';
import { createLog } from '../../src/log.ts';
import { openSqliteConversationStore } from '../../src/stores/sqlite/conversation-store.ts';
import { createScriptedAssistant } from './scripted-assistant.ts';

/** A scripted assistant whose conversations are really kept, in a folder of its own; `discard` removes it. */
export async function openKeepingAssistant(
  script: Partial<Assistant>,
): Promise<{ assistant: Assistant; discard: () => Promise<void> }> {
  const directory = await mkdtemp(path.join(tmpdir(), 'pilcrow-conversations-'));
  const conversations = openSqliteConversationStore(directory, { timeToLiveMs: 60 * 60 * 1000 });
  const { streamAnswer, document, documents } = createScriptedAssistant(script);
  const converse = createConverse({
    answer: streamAnswer,
    document,
    documents,
    conversations,
    log: createLog('silent'),
  });
  return {
    assistant: createScriptedAssistant({ ...script, converse, conversations }),
    async discard() {
      await conversations.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
