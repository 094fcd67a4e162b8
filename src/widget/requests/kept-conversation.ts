import type { Feedback } from '../../protocol/conversation.ts';
import { callServer, postJson } from './call-server.ts';

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
    const rating = { answerId, thumb, ...(comment !== null && { comment }) };
    const signal = AbortSignal.timeout(MAX_WAIT_MS);
    const response = await postJson(server, `${pathOf(conversationId)}/feedback`, rating, { signal });
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
  callServer(server, pathOf(conversationId), { method: 'DELETE', keepalive: true }).catch(() => {});
}

function pathOf(conversationId: string): string {
  return `api/conversations/${encodeURIComponent(conversationId)}`;
}
