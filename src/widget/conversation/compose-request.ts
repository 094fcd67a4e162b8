import type { ChatRequest, ChatTurn } from '../../protocol/requests.ts';
import type { AskedParagraph } from '../chat-element.ts';
import type { Turn } from './turn.ts';

/** Earlier questions the server is told of: what a follow-up can lean on. */
const SENT_TURNS = 6;
/** As much of an answer as it needs for that, in UTF-16 code units. */
const SENT_CHARACTERS = 2000;

/**
 * The request for a question that follows `turns`.
 *
 * The first of a conversation has neither its id nor a history: the server keeps what began with it. Later ones have both, so that a
 * server that has forgotten the conversation still understands them.
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
