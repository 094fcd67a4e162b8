import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Question } from '../answer-question.ts';
import { type Document, onOneLine } from '../documents/document.ts';
import { hasTagOfEach } from '../documents/tags.ts';
import { PilcrowError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { Answer, AnswerEvent } from '../protocol/answer.ts';
import type { ParagraphPlace } from '../protocol/places.ts';
import type { ChatTurn } from '../protocol/requests.ts';
import { type DocumentSelection, selectDocuments } from '../retrieval/select-documents.ts';
import type { ConversationStore } from '../stores/conversation-store.ts';
import { isConversationOf, newConversationId } from './conversation-ids.ts';

/** A question within a conversation. */
export interface AskedQuestion extends Question {
  /** The paragraph it is about: what "it" and "there" mean. */
  about?: ParagraphPlace | undefined;
  /** Answer only from documents that have one of these tags. */
  tags?: DocumentSelection['tags'];
  readable?: DocumentSelection['readable'];
  /** Who asks, and alone may go on with the conversation; without it, everyone who has no name here. */
  owner?: string | undefined;
}

/** How a question is to be answered. */
interface AnswerOptions {
  signal?: AbortSignal;
  /** All events at once, at the end: a fifth of a millisecond sooner, for callers that wait for the whole answer. */
  isWhole?: boolean;
}

/** Resolves once it is clear that the question can be answered. @throws DOCUMENT_UNKNOWN, TAG_UNKNOWN */
export type Converse = (asked: AskedQuestion, options?: AnswerOptions) => Promise<AsyncIterable<AnswerEvent>>;

/** Earlier turns of a kept conversation that a follow-up can lean on. */
const MAX_CONTEXT_TURNS = 6;

/**
 * Creates the function that answers a question within its conversation, and keeps the turn.
 *
 * A conversation is kept when it begins here, with a question that brings no history. When the client sends the history instead, the
 * question is answered in its context and nothing is kept. A question with an unknown or deleted conversation begins a new one, under an
 * id that the server chooses: an id chosen by a client could be guessed.
 */
export function createConverse({
  answer,
  document,
  documents,
  conversations,
  log,
}: {
  answer: (question: Question, options: AnswerOptions) => AsyncIterable<AnswerEvent>;
  document: (id: string) => Promise<Document | null>;
  documents: () => Promise<{ id: string; tags: string[] }[]>;
  /** Null: nothing is kept. */
  conversations: ConversationStore | null;
  log: Log;
}): Converse {
  const place = async ({ conversationId, history, owner }: AskedQuestion): Promise<ConversationPlace> => {
    if (conversations === null) return { conversationId, history, keeping: null };
    const isOwn = conversationId !== undefined && isConversationOf(conversationId, owner);
    const kept = isOwn ? await conversations.history(conversationId, MAX_CONTEXT_TURNS) : null;
    if (kept) return { conversationId, history: history ?? kept, keeping: { begins: false } };
    if (history) return { conversationId, history, keeping: null };
    return { conversationId: newConversationId(owner), keeping: { begins: true } };
  };

  const keep = async (
    { keepTurn }: ConversationStore,
    { message, about }: AskedQuestion,
    { answer, begins }: { answer: Answer; begins: boolean },
  ) => keepTurn({ question: message, about: about ?? null, answer }, { begins });
  const keepAfterwards = async (...turn: Parameters<typeof keep>) => {
    // After the answer is sent, and before the next request of its reader is read.
    await nextTurn();
    try {
      await keep(...turn);
    } catch (error) {
      // The answer has been sent: a full disk must not turn it into a failure.
      log.error('Cannot keep a turn of a conversation', { error });
    }
  };

  return async (asked, options = {}) => {
    const documentIds = await selectDocuments(asked, documents);
    const { keeping, conversationId, history = [] } = await place(asked);
    const context = asked.about ? [...history, await turnAbout(asked.about, { document, ...asked })] : history;
    const { message, preferredLanguage, waitSeconds, assistant, client } = asked;
    const question = {
      message,
      documentIds,
      conversationId,
      history: context,
      preferredLanguage,
      waitSeconds,
      assistant,
      client,
    };
    return (async function* () {
      for await (const event of answer(question, options)) {
        if (event.event === 'answer-end' && keeping && conversations) {
          const turn = [conversations, asked, { answer: event.data, ...keeping }] as const;
          if (conversations.isShared) await keep(...turn);
          else void keepAfterwards(...turn);
        }
        yield event.event === 'answer-start' ? { ...event, data: { ...event.data, isKept: keeping !== null } } : event;
      }
    })();
  };
}

interface ConversationPlace {
  conversationId?: string | undefined;
  history?: ChatTurn[] | undefined;
  /** Null: the turn is not kept. */
  keeping: { begins: boolean } | null;
}

/** The paragraph as a message of the user without an answer: the question that follows belongs to it. */
async function turnAbout(
  { documentId, paragraph }: ParagraphPlace,
  {
    document,
    readable = [],
  }: { document: (id: string) => Promise<Document | null> } & Pick<DocumentSelection, 'readable'>,
): Promise<ChatTurn> {
  const found = await document(documentId);
  const known = found && hasTagOfEach(found, readable) ? found : null;
  const bounds = known?.paragraphs.find(({ number }) => number === paragraph);
  if (known && bounds) return { role: 'user', content: onOneLine(known.text.slice(bounds.start, bounds.end)) };
  throw new PilcrowError(
    'DOCUMENT_UNKNOWN',
    `Cannot answer about ¶${paragraph} of "${documentId}": there is no such paragraph; GET /api/documents lists the documents`,
  );
}
