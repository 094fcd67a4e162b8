import type { AskedQuestion } from '../../../conversations/converse.ts';
import type { ChatTurn } from '../../../protocol/requests.ts';
import { MAX_TURN_CHARACTERS, MAX_TURNS, questionSchema } from '../../../protocol/requests.ts';
import { parseRequest } from '../request-schemas.ts';

/** A turn as a third-party client sends it: of any role, and perhaps empty. */
interface ForeignTurn {
  role: string;
  text: string;
}

/**
 * The question of a conversation that a client keeps itself: what its user said last, with the turns before it.
 *
 * Such clients send the whole conversation each time: turns that are too long are cut and those that are too old dropped, not refused.
 *
 * @throws REQUEST_INVALID
 */
export function questionOfTurns(
  turns: ForeignTurn[],
  selection: Pick<AskedQuestion, 'documentIds' | 'tags'>,
): AskedQuestion {
  const last = turns.findLastIndex(({ role }) => role === 'user');
  const message = parseRequest(questionSchema, turns[last]?.text, 'the last user message');
  const history = turns
    .slice(0, Math.max(last, 0))
    .flatMap(({ role, text }): ChatTurn[] =>
      (role === 'user' || role === 'assistant') && text !== ''
        ? [{ role, content: text.slice(0, MAX_TURN_CHARACTERS) }]
        : [],
    )
    .slice(-MAX_TURNS);
  return { message, history, documentIds: selection.documentIds, tags: selection.tags };
}

/** The words of a message in parts, one part a line; images and files are not read. */
export function textOfParts(parts: { type: string; text?: string | undefined }[]): string {
  return parts.flatMap(({ type, text }) => (type === 'text' && text ? [text] : [])).join('\n');
}
