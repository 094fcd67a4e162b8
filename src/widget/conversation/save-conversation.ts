import type { Feedback } from '../../protocol/conversation.ts';
import { toJson } from '../requests/to-json.ts';
import type { SavedConversation } from './conversation.ts';
import type { Turn } from './turn.ts';

/** Raised when a saved conversation of an older widget can no longer be read. */
const FORMAT = 1;
const MAX_TURNS = 30;

/** Widgets from before there was feedback saved turns that nothing is known of in that respect. */
type SavedTurn = Omit<Turn, 'isKept' | 'feedback'> & Partial<Turn>;

interface SavedText {
  format: number;
  conversationId: string | null;
  turns: SavedTurn[];
}

/** Where conversations are kept: `sessionStorage`, which lives as long as its tab. */
export interface SessionStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

/** Keeps a conversation under `key`. What cannot be kept (storage full or forbidden) is only not kept. */
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

/** The conversation kept under `key`, or null. An answer that was still arriving counts as stopped. */
export function loadConversation(storage: SessionStorage | null, key: string): SavedConversation | null {
  try {
    const kept = JSON.parse(storage?.getItem(key) ?? 'null') as SavedText | null;
    if (kept?.format !== FORMAT || !kept.turns.every(isTurn)) return null;
    return { conversationId: kept.conversationId, turns: kept.turns.map(settled) };
  } catch {
    return null;
  }
}

/** Whether it looks like a turn. What is wrong deeper within, the chat finds out when it cannot show it. */
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

function settled({ isKept = false, feedback = null, status, ...turn }: SavedTurn): Turn {
  const isArriving = status === 'finding' || status === 'answering';
  return { ...turn, status: isArriving ? 'stopped' : status, isKept, feedback };
}
