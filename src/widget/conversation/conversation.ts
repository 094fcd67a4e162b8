import type { Answer } from '../../protocol/answer.ts';
import type { Feedback } from '../../protocol/conversation.ts';
import type { ChatRequest } from '../../protocol/requests.ts';
import type { AskedParagraph } from '../chat-element.ts';
import type { ArrivingEvent } from '../requests/ask-server.ts';
import type { FeedbackFailure, KeptAnswer } from '../requests/kept-conversation.ts';
import { composeRequest } from './compose-request.ts';
import { receiveAnswer } from './receive-answer.ts';
import { isArriving, newTurn, type Turn } from './turn.ts';
import { createTurnList, type SavedConversation, type TurnList } from './turn-list.ts';

/** The documents a question is asked of: those with these ids that have one of these tags; an empty list is no restriction. */
export interface AskedDocuments {
  documentIds: string[];
  tags?: string[];
}

/** A conversation with the server, one question at a time. Turns are replaced, never changed: the same object is the same turn, unchanged. */
export interface Conversation {
  readonly turns: readonly Turn[];
  readonly isBusy: boolean;
  /** Asks, and stops what was being answered. Resolves with the answer, or null when it was stopped or failed. */
  ask(question: string, options: AskedDocuments & { about?: AskedParagraph | null }): Promise<Answer | null>;
  /** Asks the question of the last turn again, in its place. */
  retry(options: AskedDocuments): Promise<Answer | null>;
  stop(): void;
  /** Gives feedback on an answer, which replaces earlier feedback. Resolves with null once the server has it. */
  giveFeedback(answer: Answer, feedback: Feedback): Promise<FeedbackFailure | null>;
  /** Goes on with another conversation, or with a new one; the server keeps this one. */
  load(other: SavedConversation): void;
  /** Removes all turns; the server deletes what it keeps of them. */
  clear(): void;
}

/** What a conversation needs of the world around it. */
interface ConversationOptions {
  /** Sends a request and yields the events of its answer; ends without `answer-end` only when its signal is aborted. */
  ask: (request: ChatRequest, signal: AbortSignal) => AsyncIterable<ArrivingEvent>;
  /** Sends feedback; never rejects. Resolves with null once the server has it. */
  sendFeedback: (answer: KeptAnswer, feedback: Feedback) => Promise<FeedbackFailure | null>;
  /** Lets the server delete a conversation that it keeps. */
  deleteConversation: (conversationId: string) => void;
  saved: SavedConversation | null;
  /** Called after every change of `turns`, with what is to be saved. */
  onChange: (saved: SavedConversation) => void;
}

/** Creates a conversation. */
export function createConversation({
  ask,
  sendFeedback,
  deleteConversation,
  saved,
  onChange,
}: ConversationOptions): Conversation {
  const list = createTurnList(saved, onChange);
  let running: AbortController | null = null;

  function stop(): void {
    running?.abort();
    running = null;
    list.change(isArriving, () => ({ status: 'stopped' }));
  }

  /** Asks one question at a time: the next stops the one before. */
  function start(question: string, { about, ...asked }: AskedDocuments & { about: AskedParagraph | null }) {
    stop();
    running = new AbortController();
    const { signal } = running;
    const { turns, conversationId } = list;
    const request = composeRequest(question, { ...asked, turns, about, conversationId });
    const id = (turns.at(-1)?.id ?? 0) + 1;
    list.replace([...turns, newTurn({ id, question, about })]);
    const onEnd = () => {
      running = null;
    };
    return receiveAnswer(ask(request, signal), { turns: list, id, signal, onEnd });
  }

  return {
    get turns() {
      return list.turns;
    },
    get isBusy() {
      return running !== null;
    },
    ask: (question, { about = null, ...asked }) => start(question, { ...asked, about }),
    async retry(asked) {
      stop();
      const last = list.turns.at(-1);
      list.turns = list.turns.slice(0, -1);
      return last ? start(last.question, { ...asked, about: last.about }) : null;
    },
    stop,
    giveFeedback: createFeedbackSender(sendFeedback, list),
    load(other) {
      stop();
      list.begin(other);
    },
    clear() {
      stop();
      erase(list, deleteConversation);
    },
  };
}

/** Begins a new conversation; the server deletes what it keeps of the one before. */
function erase(list: TurnList, deleteConversation: ConversationOptions['deleteConversation']): void {
  const { conversationId, turns } = list;
  if (conversationId !== null && turns.some(({ isKept }) => isKept)) deleteConversation(conversationId);
  list.begin({ conversationId: null, turns: [] });
}

/** Sends one feedback after another: what is given last is what the server has in the end. */
function createFeedbackSender(send: ConversationOptions['sendFeedback'], list: TurnList): Conversation['giveFeedback'] {
  let lastSent: Promise<unknown> = Promise.resolve();
  return async (answer, feedback) => {
    const { id: answerId, conversationId } = answer;
    const sending = lastSent.then(() => send({ conversationId, answerId }, feedback));
    lastSent = sending;
    const failure = await sending;
    const isMeant = (turn: Turn) => turn.answer === answer;
    if (failure === null) list.change(isMeant, () => ({ feedback }));
    return failure;
  };
}
