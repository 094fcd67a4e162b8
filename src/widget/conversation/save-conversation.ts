import type { Feedback } from '../../protocol/conversation.ts';
import { toJson } from '../requests/to-json.ts';
import type { SessionStorage } from './session-storage.ts';
import { isArriving, type Turn } from './turn.ts';
import type { SavedConversation } from './turn-list.ts';

/** Version of the saved format; increased when conversations of older widgets can no longer be read. */
const FORMAT = 1;
const MAX_TURNS = 30;

/** Older widgets, which had no feedback and no excerpts until an answer comes, saved turns without these fields. */
type SavedTurn = Omit<Turn, 'isKept' | 'feedback' | 'provisional'> & Partial<Turn>;

interface SavedText {
  format: number;
  conversationId: string | null;
  turns: SavedTurn[];
}

/** Saves a conversation under `key`, where the storage allows it: it may be full or forbidden. */
export function saveConversation(
  storage: SessionStorage | null,
  key: string,
  { conversationId, turns }: SavedConversation,
): void {
  try {
    if (turns.length === 0) storage?.removeItem(key);
    else {
      storage?.setItem(key, toJson({ format: FORMAT, conversationId, turns: turns.slice(-MAX_TURNS) }));
    }
  } catch {
    // A page that forbids storage still gets answers.
  }
}

/** Loads the conversation saved under `key`, or null. An answer that was still arriving counts as stopped. */
export function loadConversation(storage: SessionStorage | null, key: string): SavedConversation | null {
  try {
    const kept = JSON.parse(storage?.getItem(key) ?? 'null') as SavedText | null;
    if (kept?.format !== FORMAT || !kept.turns.every(isTurn)) return null;
    return { conversationId: kept.conversationId, turns: kept.turns.map(withoutArriving) };
  } catch {
    return null;
  }
}

/** Whether a value looks like a turn. Deeper damage shows when the chat cannot draw it. */
function isTurn({ question, text, citations, answer, isKept = false, feedback = null }: SavedTurn): boolean {
  const isText = typeof question === 'string' && typeof text === 'string';
  const isAnswer = answer === null || (Array.isArray(answer.paragraphs) && 'kind' in answer);
  return isText && Array.isArray(citations) && isAnswer && typeof isKept === 'boolean' && isFeedback(feedback);
}

function isFeedback(feedback: Feedback | null): boolean {
  if (feedback === null) return true;
  const { thumb, comment } = feedback;
  return [null, 'up', 'down'].includes(thumb) && (comment === null || typeof comment === 'string');
}

function withoutArriving({ isKept = false, feedback = null, provisional = null, ...turn }: SavedTurn): Turn {
  return { ...turn, status: isArriving(turn) ? 'stopped' : turn.status, provisional, isKept, feedback };
}
