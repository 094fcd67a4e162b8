import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { BaseCallbackHandler } from '@langchain/core/callbacks/base';
import type { Document } from '@langchain/core/documents';
import type { Serialized } from '@langchain/core/load/serializable';
import { RunnableLambda } from '@langchain/core/runnables';
import { AIMessage, createAgent, fakeModel, tool } from 'langchain';
import { z } from 'zod';
import { createAnswerChain, type Question } from '../src/answer-question.ts';
import type { Answerer, QuoteSelector } from '../src/answering/answer.ts';
import { createExtractiveAnswerer } from '../src/answering/extractive/extractive-answerer.ts';
import type { Answer, AnswerEvent } from '../src/protocol/answer.ts';
import { type IndexedDeclaration, indexDeclaration } from './answering/indexed-declaration.ts';

const QUESTION = 'Что недопустимо в борьбе с терроризмом?';
const STANDARDS = 'Подчеркиваем, что в борьбе с терроризмом недопустимы двойные стандарты.';
const LIST = 'Что говорится о наркотиках?';

/** Records the names of the steps as they start, and the events of the retriever. */
class StepListener extends BaseCallbackHandler {
  name = 'step-listener';
  heard: string[] = [];
  override handleChainStart(
    ...[, , , , , , , runName]: Parameters<NonNullable<BaseCallbackHandler['handleChainStart']>>
  ) {
    this.heard.push(`${runName}`);
  }
  override handleRetrieverStart(_retriever: Serialized, query: string) {
    this.heard.push(`retriever asked ${query}`);
  }
  override handleRetrieverEnd(documents: Document[]) {
    this.heard.push(`retriever found ${documents.length}`);
  }
}

describe('the answer chain', () => {
  const indexing = indexDeclaration();
  let declaration: IndexedDeclaration;
  let chain: ReturnType<typeof createAnswerChain>;
  before(async () => {
    declaration = await indexing;
    chain = createAnswerChain(declaration);
  });

  /** Streams a question: the chunks as they come. */
  async function streamed(question: Question, options: Parameters<typeof chain.stream>[1] = {}, answering = chain) {
    const chunks: AnswerEvent[][] = [];
    for await (const chunk of await answering.stream(question, options)) chunks.push(chunk);
    return chunks;
  }
  const eventNames = (events: AnswerEvent[]) => events.map(({ event }) => event);
  const answerOf = (events: AnswerEvent[]): Answer => {
    const end = events.at(-1);
    assert.ok(end?.event === 'answer-end', 'the last event is the answer');
    return end.data;
  };
  /** An answer without the ids that are generated for each. */
  const comparable = ({ id, conversationId, ...answer }: Answer) => answer;

  it('sends start, paragraphs, each text with its citation, and the answer, in this order', async () => {
    const events = await chain.invoke({ message: QUESTION });
    assert.deepEqual(eventNames(events), [
      'answer-start',
      'paragraphs-found',
      'text-delta',
      'citation-added',
      'answer-end',
    ]);
    const { kind, citations, text } = answerOf(events);
    assert.deepEqual([kind, text], ['answered', `«${STANDARDS}» [1]`]);
    assert.deepEqual([citations[0]!.documentId, citations[0]!.paragraph], ['csto-declaration-2024', 13]);
  });

  it('streams one event at a time, and invoke returns all of them together', async () => {
    const chunks = await streamed({ message: LIST });
    assert.deepEqual(new Set(chunks.map((chunk) => chunk.length)), new Set([1]));
    const events = await chain.invoke({ message: LIST });
    assert.deepEqual(eventNames(chunks.flat()), eventNames(events));
    assert.deepEqual(comparable(answerOf(chunks.flat())), comparable(answerOf(events)));
  });

  it('sends start and paragraphs before the answer is ready', async () => {
    let giveAnswer = () => {};
    const isAllowed = new Promise<void>((resolve) => {
      giveAnswer = resolve;
    });
    const answerer: Answerer = {
      async *answer(...parameters) {
        await isAllowed;
        yield* declaration.answerer.answer(...parameters);
      },
    };
    const seen: string[] = [];
    for await (const [event] of await createAnswerChain({ ...declaration, answerer }).stream({ message: QUESTION })) {
      seen.push(event!.event);
      if (seen.length === 2) giveAnswer();
    }
    assert.deepEqual(seen.slice(0, 2), ['answer-start', 'paragraphs-found']);
    assert.equal(seen.at(-1), 'answer-end');
  });

  it('names its steps to LangChain’s callbacks, and what the retriever was asked and found', async () => {
    const listener = new StepListener();
    await chain.invoke({ message: QUESTION }, { callbacks: [listener] });
    assert.deepEqual(listener.heard, [
      'answer-question',
      'answer-from-documents',
      'standalone-question',
      'retrieve',
      `retriever asked ${QUESTION}`,
      'retriever found 10',
      'answer',
    ]);
  });

  it('has a citation for every marker and a marker for every citation, each word for word', async () => {
    for (const message of [QUESTION, LIST, 'Где и когда подписана декларация?', 'What about nazism?', 'борщ']) {
      const events = await chain.invoke({ message });
      const { text, citations } = answerOf(events);
      const markers = [...text.matchAll(/\[(\d+)\]/g)].map(([, marker]) => Number(marker));
      assert.deepEqual(
        markers,
        citations.map(({ marker }) => marker),
      );
      for (const { documentId, start, end, quote } of citations) {
        assert.equal((await declaration.canonicalText(documentId))!.slice(start, end), quote);
      }
    }
  });

  it('never sends a quote that an answerer puts at a wrong place', async () => {
    const selectQuotes: QuoteSelector = async (found) => {
      const selection = await declaration.selectQuotes(found);
      const [quote] = selection.quotes as [(typeof selection.quotes)[number]];
      const shifted = { ...quote.paragraph, start: quote.paragraph.start + 1, end: quote.paragraph.end + 1 };
      const wrong = { paragraph: shifted, start: quote.start + 1, end: quote.end + 1 };
      return { ...selection, quotes: [wrong, quote, { ...quote, end: quote.paragraph.end + 7 }] };
    };
    const answerer = createExtractiveAnswerer({ ...declaration, selectQuotes });
    const events = (await streamed({ message: QUESTION }, {}, createAnswerChain({ ...declaration, answerer }))).flat();
    const { citations, text } = answerOf(events);
    assert.deepEqual([citations.length, citations[0]!.quote, text], [1, STANDARDS, `«${STANDARDS}» [1]`]);
    assert.equal(eventNames(events).filter((name) => name === 'citation-added').length, 1);
  });

  it('does not answer from a document that is deleted before the quotes are checked', async () => {
    const answerer = createExtractiveAnswerer({ ...declaration, canonicalText: async () => null });
    const deleted = createAnswerChain({ ...declaration, answerer });
    const { kind, reason, citations, paragraphs } = answerOf(await deleted.invoke({ message: QUESTION }));
    assert.deepEqual({ kind, reason, citations }, { kind: 'unanswered', reason: 'not-in-document', citations: [] });
    assert.equal(paragraphs.length, 10);
  });

  it('sends ten paragraphs, best first, also when there is no answer', async () => {
    for (const message of [QUESTION, 'Как сварить борщ?', 'и под над']) {
      const events = await chain.invoke({ message });
      const { paragraphs } = answerOf(events);
      assert.equal(paragraphs.length, 10);
      const scores = paragraphs.map(({ score }) => score);
      assert.deepEqual(
        scores,
        [...scores].sort((a, b) => b - a),
      );
      assert.deepEqual(events[1], { event: 'paragraphs-found', data: { paragraphs } });
    }
  });

  it('says in the language of the question that the document has no answer', async () => {
    assert.equal(
      answerOf(await chain.invoke({ message: 'Как сварить борщ?' })).text,
      'В документе об этом не сказано.',
    );
    const { language, text } = answerOf(await chain.invoke({ message: 'How to reverse a list in python?' }));
    assert.deepEqual([language, text], ['en', 'The document does not say.']);
  });

  it('resolves a follow-up from the history', async () => {
    const history = [
      { role: 'user', content: 'Кто председательствовал в ОДКБ в 2024 году?' },
      { role: 'assistant', content: '…' },
    ] as const;
    const follow = { message: 'Как оценили её работу?' };
    const alone = answerOf(await chain.invoke(follow));
    const inContext = answerOf(await chain.invoke({ ...follow, history: [...history] }));
    assert.equal(inContext.paragraphs[0]!.paragraph, 32);
    assert.notDeepEqual(alone.paragraphs, inContext.paragraphs);
  });

  it('searches once a question', async () => {
    let searches = 0;
    const search: typeof declaration.search = (...parameters) => {
      searches += 1;
      return declaration.search(...parameters);
    };
    await createAnswerChain({ ...declaration, search }).invoke({ message: QUESTION });
    assert.equal(searches, 1);
  });

  it('searches the given documents only', async () => {
    const { kind, reason, paragraphs } = answerOf(await chain.invoke({ message: QUESTION, documentIds: ['atlantis'] }));
    assert.deepEqual({ kind, reason, paragraphs }, { kind: 'unanswered', reason: 'no-documents', paragraphs: [] });
  });

  it('continues the conversation it is given, and begins one otherwise', async () => {
    const given = await chain.invoke({ message: QUESTION, conversationId: 'conversation-1' });
    assert.equal(answerOf(given).conversationId, 'conversation-1');
    const [first, second] = [await chain.invoke({ message: QUESTION }), await chain.invoke({ message: QUESTION })];
    assert.notEqual(answerOf(first).conversationId, answerOf(second).conversationId);
    assert.notEqual(answerOf(first).id, answerOf(second).id);
    const [start] = first;
    assert.ok(start?.event === 'answer-start', JSON.stringify(start));
    assert.deepEqual(start.data, {
      id: answerOf(first).id,
      conversationId: answerOf(first).conversationId,
      language: 'ru',
    });
  });

  it('does not start when it was aborted before', async () => {
    const aborted = { signal: AbortSignal.abort() };
    await assert.rejects(chain.invoke({ message: QUESTION }, aborted), { name: 'AbortError' });
    await assert.rejects(streamed({ message: QUESTION }, aborted), { name: 'AbortError' });
  });

  it('stops when it is aborted midway', async () => {
    const controller = new AbortController();
    const seen: string[] = [];
    const listen = async () => {
      for await (const [event] of await chain.stream({ message: QUESTION }, { signal: controller.signal })) {
        seen.push(event!.event);
        controller.abort();
      }
    };
    await assert.rejects(listen, { name: 'AbortError' });
    assert.deepEqual(seen, ['answer-start']);
  });

  it('fails with the reason when a step fails', async () => {
    const search = async () => Promise.reject(new Error('the index is gone'));
    const failing = createAnswerChain({ ...declaration, search });
    await assert.rejects(failing.invoke({ message: QUESTION }), /the index is gone/);
    await assert.rejects(streamed({ message: QUESTION }, {}, failing), /the index is gone/);
  });

  it('can be a step of another LangChain chain', async () => {
    const toTitles = (events: AnswerEvent[]) => answerOf(events).citations.map(({ documentTitle }) => documentTitle);
    const composed = RunnableLambda.from((message: string) => ({ message }))
      .pipe(chain)
      .pipe(RunnableLambda.from(toTitles));
    assert.deepEqual(await composed.invoke(QUESTION), ['Декларация Совета коллективной безопасности ОДКБ']);
  });

  it('serves an agent as a tool', async () => {
    const askDeclaration = tool(
      async ({ question }, config) => answerOf(await chain.invoke({ message: question }, config)).text,
      {
        name: 'ask_declaration',
        description: 'Answers from the declaration, with citations',
        schema: z.object({ question: z.string() }),
      },
    );
    const model = fakeModel()
      .respondWithTools([{ name: 'ask_declaration', args: { question: QUESTION } }])
      .respond((messages) => new AIMessage(`Документ говорит: ${messages.at(-1)!.text}`));
    const agent = createAgent({ model, tools: [askDeclaration] });
    const { messages } = await agent.invoke({ messages: [{ role: 'user', content: 'Что там про терроризм?' }] });
    assert.equal(messages.at(-1)!.text, `Документ говорит: «${STANDARDS}» [1]`);
  });
});
