import type { ChatRequest, ChatTurn } from '../../protocol/requests.ts';
import type { AskedParagraph } from '../chat-element.ts';
import type { Turn } from './turn.ts';

/** Turns sent with a question: what a follow-up can refer to. */
const SENT_TURNS = 6;
/** Length of an answer that is sent with them, in UTF-16 code units. */
const SENT_CHARACTERS = 2000;

/**
 * Composes the request for a question that follows `turns`.
 *
 * The first request of a conversation has neither id nor history. Later ones have both, so that a server that has deleted the
 * conversation still understands them.
 */
export function composeRequest(
  message: string,
  {
    turns,
    about,
    documentIds,
    tags = [],
    conversationId,
  }: {
    turns: readonly Turn[];
    about: AskedParagraph | null;
    documentIds: string[];
    tags?: string[];
    conversationId: string | null;
  },
): ChatRequest {
  const history = turns
    .filter(({ answer }) => answer !== null)
    .slice(-SENT_TURNS)
    .flatMap(({ question, text }): ChatTurn[] => [
      { role: 'user', content: question },
      { role: 'assistant', content: text.slice(0, SENT_CHARACTERS) },
    ]);
  const within = about === null ? documentIds : [about.documentId];
  return {
    message,
    ...(history.length > 0 && { history }),
    ...(conversationId !== null && { conversationId }),
    ...(within.length > 0 && { documentIds: within }),
    ...(tags.length > 0 && about === null && { tags }),
    ...(about !== null && { about: { documentId: about.documentId, paragraph: about.paragraph } }),
  };
}
