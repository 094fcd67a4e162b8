import type { Turn } from './turn.ts';

/** What outlives a reload of the page. */
export interface SavedConversation {
  /** The id the server gave the conversation; null before its first answer. */
  conversationId: string | null;
  turns: Turn[];
}

/** The turns of a conversation and its id. The array and its turns are replaced, never changed. */
export interface TurnList extends SavedConversation {
  /** Replaces the turns, and reports the change. Assigning to `turns` or `conversationId` reports none. */
  replace(turns: Turn[]): void;
  /** Goes on with another conversation, and reports the change. */
  begin(saved: SavedConversation): void;
  /** Changes the turns that `isMeant` selects; without any, there is no change to report. */
  change(isMeant: (turn: Turn) => boolean, change: (turn: Turn) => Partial<Turn>): void;
}

/** Creates the list. @param onChange Called with every change that is reported, with what is to be saved. */
export function createTurnList(
  saved: SavedConversation | null,
  onChange: (changed: SavedConversation) => void,
): TurnList {
  const list: TurnList = {
    conversationId: saved?.conversationId ?? null,
    turns: saved?.turns ?? [],
    replace(turns) {
      list.turns = turns;
      onChange({ conversationId: list.conversationId, turns });
    },
    begin(saved) {
      list.conversationId = saved.conversationId;
      list.replace(saved.turns);
    },
    change(isMeant, change) {
      const { turns } = list;
      if (turns.some(isMeant)) list.replace(turns.map((turn) => (isMeant(turn) ? { ...turn, ...change(turn) } : turn)));
    },
  };
  return list;
}
