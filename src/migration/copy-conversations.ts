import { isDeepStrictEqual } from 'node:util';
import type { MovableConversations } from './migration.ts';

/** What became of conversations. */
export interface CopiedConversations {
  copied: number;
  /** Were there already, as they are. */
  unchanged: number;
  /** Are not what they were, although they were copied. */
  different: number;
}

/** Copies conversations, and compares each with what it has become. What is there already, as it is, is passed over. */
export async function copyConversations({
  from,
  to,
}: {
  from: MovableConversations;
  to: MovableConversations;
}): Promise<CopiedConversations> {
  const report: CopiedConversations = { copied: 0, unchanged: 0, different: 0 };
  for await (const conversation of from.everything()) {
    if (isDeepStrictEqual(await to.conversation(conversation.id), conversation)) {
      report.unchanged += 1;
      continue;
    }
    await to.putBack(conversation);
    report.copied += 1;
    const copy = await to.conversation(conversation.id);
    // One may expire meanwhile.
    const isExpired = Date.parse(conversation.expiresAt) <= Date.now();
    if (!isExpired && !isDeepStrictEqual(copy, conversation)) report.different += 1;
  }
  return report;
}
