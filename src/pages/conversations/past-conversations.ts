const KEY = 'pilcrow-conversations';
/** As many as a list is of use for. */
const MAX_KEPT = 50;

/** A conversation of this browser. What was asked and answered is kept by the server, under the id. */
export interface PastConversation {
  id: string;
  /** The first one. */
  question: string;
  /** When it was answered last, ISO 8601. */
  date: string;
}

/** The conversations of this browser, the latest first; none where it keeps nothing. */
export function readPastConversations(): PastConversation[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(kept) ? kept.filter(isPastConversation) : [];
  } catch {
    return [];
  }
}

/** Puts a conversation at the top of the list, in its new state where it is there already. */
export function keepConversation(conversation: PastConversation): void {
  const others = readPastConversations().filter(({ id }) => id !== conversation.id);
  write([conversation, ...others].slice(0, MAX_KEPT));
}

/** Takes a conversation off the list. */
export function forgetConversation(forgotten: string): void {
  write(readPastConversations().filter(({ id }) => id !== forgotten));
}

function write(conversations: PastConversation[]): void {
  try {
    if (conversations.length === 0) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, JSON.stringify(conversations));
  } catch {
    // Storage is full or switched off.
  }
}

function isPastConversation(value: unknown): value is PastConversation {
  const { id, question, date } = (value ?? {}) as Partial<Record<keyof PastConversation, unknown>>;
  return typeof id === 'string' && typeof question === 'string' && !Number.isNaN(Date.parse(String(date)));
}
