import type { Answer, AnswerEvent } from '../../protocol/answer.ts';
import type { Feedback } from '../../protocol/conversation.ts';
import type { ChatRequest } from '../../protocol/requests.ts';
import type { AskedParagraph } from '../chat-element.ts';
import { AskError } from '../requests/ask-server.ts';
import type { FeedbackFailure, KeptAnswer } from '../requests/kept-conversation.ts';
import { composeRequest } from './compose-request.ts';
import { afterEvent, newTurn, type Turn } from './turn.ts';

/** What outlives a reload of the page. */
export interface SavedConversation {
  conversationId: string | null;
  turns: Turn[];
}

/** The documents a question is asked of: those with these ids that have one of these tags; an empty list is no bound. */
export interface AskedDocuments {
  documentIds: string[];
  tags?: string[];
}

/** A conversation with the server, one question at a time. Turns are replaced, never changed: a turn that is the same is the same object. */
export interface Conversation {
  readonly turns: readonly Turn[];
  readonly isBusy: boolean;
  /** Asks, and stops what was being answered. Resolves with the answer, or null when it was stopped or failed. */
  ask(question: string, options: AskedDocuments & { about?: AskedParagraph | null }): Promise<Answer | null>;
  /** Asks the question of the last turn again, in its place. */
  retry(options: AskedDocuments): Promise<Answer | null>;
  stop(): void;
  /** Gives feedback on an answer, in the place of earlier feedback. Resolves with null once the server has it. */
  giveFeedback(answer: Answer, feedback: Feedback): Promise<FeedbackFailure | null>;
  /** Forgets everything; so does the server. */
  clear(): void;
}

/**
 * Creates a conversation.
 *
 * @param options.ask Sends a request and gives the events of its answer; ends without `answer-end` only when its signal is aborted.
 * @param options.sendFeedback Never rejects.
 * @param options.forget Lets the server forget a conversation that it keeps.
 * @param options.onChange Called after every change of `turns`, with what is to be saved.
 */
export function createConversation({
  ask,
  sendFeedback,
  forget,
  saved,
  onChange,
}: {
  ask: (request: ChatRequest, signal: AbortSignal) => AsyncIterable<AnswerEvent>;
  sendFeedback: (answer: KeptAnswer, feedback: Feedback) => Promise<FeedbackFailure | null>;
  forget: (conversationId: string) => void;
  saved: SavedConversation | null;
  onChange: (saved: SavedConversation) => void;
}): Conversation {
  let turns: Turn[] = saved?.turns ?? [];
  let conversationId = saved?.conversationId ?? null;
  let running: AbortController | null = null;
  let lastSent: Promise<unknown> = Promise.resolve();

  const changed = (next: Turn[]) => {
    turns = next;
    onChange({ conversationId, turns });
  };
  const update = (id: number, change: (turn: Turn) => Partial<Turn>) =>
    changed(turns.map((turn) => (turn.id === id ? { ...turn, ...change(turn) } : turn)));

  async function run(
    question: string,
    { about, ...asked }: AskedDocuments & { about: AskedParagraph | null },
  ): Promise<Answer | null> {
    stop();
    const left = new AbortController();
    running = left;
    const request = composeRequest(question, { ...asked, turns, about, conversationId });
    const id = (turns.at(-1)?.id ?? 0) + 1;
    changed([...turns, newTurn({ id, question, about })]);
    try {
      for await (const event of ask(request, left.signal)) {
        if (left.signal.aborted) return null;
        if (event.event === 'answer-start') conversationId = event.data.conversationId;
        if (event.event === 'answer-end') running = null;
        update(id, (turn) => afterEvent(turn, event));
        if (event.event === 'answer-end') return event.data;
      }
    } catch (error) {
      if (left.signal.aborted) return null;
      running = null;
      const failure =
        error instanceof AskError
          ? error.failure
          : ({ kind: 'failed', retryAfterSeconds: null, detail: null } as const);
      update(id, () => ({ status: 'failed', failure }));
    }
    return null;
  }

  function stop(): void {
    running?.abort();
    running = null;
    const isUnfinished = ({ status }: Turn) => status === 'finding' || status === 'answering';
    if (turns.some(isUnfinished))
      changed(turns.map((turn) => (isUnfinished(turn) ? { ...turn, status: 'stopped' } : turn)));
  }

  return {
    get turns() {
      return turns;
    },
    get isBusy() {
      return running !== null;
    },
    ask: (question, { about = null, ...asked }) => run(question, { ...asked, about }),
    async retry(asked) {
      stop();
      const last = turns.at(-1);
      if (last === undefined) return null;
      turns = turns.slice(0, -1);
      return run(last.question, { ...asked, about: last.about });
    },
    stop,
    async giveFeedback(answer, feedback) {
      const { id: answerId, conversationId } = answer;
      // One after another: what is given last is what the server has in the end.
      const sending = lastSent.then(() => sendFeedback({ conversationId, answerId }, feedback));
      lastSent = sending;
      const failure = await sending;
      if (failure === null) changed(turns.map((turn) => (turn.answer === answer ? { ...turn, feedback } : turn)));
      return failure;
    },
    clear() {
      stop();
      if (conversationId !== null && turns.some(({ isKept }) => isKept)) forget(conversationId);
      conversationId = null;
      changed([]);
    },
  };
}
