import type { ConversationPart, KeptTurn } from '../../protocol/conversation.ts';
import { afterEvent, newTurn, type Turn } from '../../widget/conversation/turn.ts';
import { serverAddress } from '../server-address.ts';

/** Why a conversation was not opened or erased; `expired`: the server has it no longer. */
export type ConversationFailure = 'expired' | 'failed';

/** Loads the turns of a conversation that the server keeps, as the chat shows them. */
export async function loadTurns(id: string): Promise<Turn[] | ConversationFailure> {
  const turns: Turn[] = [];
  let from: number | null = 1;
  while (from !== null) {
    const response: Response | null = await fetch(`${addressOf(id)}?from=${from}`).catch(() => null);
    if (!response?.ok) return response?.status === 404 ? 'expired' : 'failed';
    const part = (await response.json()) as ConversationPart;
    for (const kept of part.turns) turns.push(turnOf(kept, turns.length + 1));
    from = part.next;
  }
  return turns;
}

/** Lets the server erase a conversation. One that it has no longer counts as erased: null. */
export async function eraseConversation(id: string): Promise<'failed' | null> {
  const response = await fetch(addressOf(id), { method: 'DELETE' }).catch(() => null);
  return response?.ok || response?.status === 404 ? null : 'failed';
}

function addressOf(id: string): string {
  return serverAddress(`api/conversations/${encodeURIComponent(id)}`);
}

function turnOf({ question, about, answer, feedback }: KeptTurn, id: number): Turn {
  const asked = newTurn({ id, question, about: about && { ...about, text: '' } });
  return { ...asked, ...afterEvent(asked, { event: 'answer-end', data: answer }), isKept: true, feedback };
}
