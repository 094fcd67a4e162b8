import type { Feedback } from '../../protocol/conversation.ts';
import { toJson } from './to-json.ts';

/** A server that says nothing for so long does not have it. */
const MAX_WAIT_MS = 20_000;

/** Why the server does not have feedback; `expired`: it no longer keeps the conversation. */
export type FeedbackFailure = 'offline' | 'limited' | 'expired' | 'failed';

/** An answer as the server knows it again. */
export interface KeptAnswer {
  conversationId: string;
  answerId: string;
}

/** Gives the server feedback on an answer, in the place of earlier feedback. Resolves with null once the server has it. */
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

/** Asks the server to forget a conversation. Nobody waits for it: what is not forgotten now expires. */
export function forgetConversation(server: URL, conversationId: string): void {
  // It goes on when the page is left.
  fetch(addressOf(conversationId, server), { method: 'DELETE', keepalive: true }).catch(() => {});
}

function addressOf(conversationId: string, server: URL): string {
  return new URL(`api/conversations/${encodeURIComponent(conversationId)}`, server).href;
}
