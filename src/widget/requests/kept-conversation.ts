import type { Feedback } from '../../protocol/conversation.ts';
import { toJson } from './to-json.ts';

/** A server that is silent for so long counts as not reached. */
const MAX_WAIT_MS = 20_000;

/** Why the server does not have feedback; `expired`: it no longer keeps the conversation. */
export type FeedbackFailure = 'offline' | 'limited' | 'expired' | 'failed';

/** The ids by which the server finds an answer again. */
export interface KeptAnswer {
  conversationId: string;
  answerId: string;
}

/** Sends feedback on an answer; it replaces earlier feedback. Resolves with null once the server has it. */
export async function sendFeedback(
  server: URL,
  { conversationId, answerId }: KeptAnswer,
  { thumb, comment }: Feedback,
): Promise<FeedbackFailure | null> {
  try {
    const response = await fetch(`${addressOf(conversationId, server)}/feedback`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: toJson({ answerId, thumb, ...(comment !== null && { comment }) }),
      signal: AbortSignal.timeout(MAX_WAIT_MS),
    });
    if (response.ok) return null;
    if (response.status === 429) return 'limited';
    return response.status === 404 ? 'expired' : 'failed';
  } catch {
    return 'offline';
  }
}

/** Asks the server to delete a conversation, without waiting for it: what is not deleted now expires. */
export function deleteConversation(server: URL, conversationId: string): void {
  // `keepalive`: the request goes on when the page is left.
  fetch(addressOf(conversationId, server), { method: 'DELETE', keepalive: true }).catch(() => {});
}

function addressOf(conversationId: string, server: URL): string {
  return new URL(`api/conversations/${encodeURIComponent(conversationId)}`, server).href;
}
