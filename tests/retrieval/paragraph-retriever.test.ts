import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { BaseCallbackHandler } from '@langchain/core/callbacks/base';
import type { Document } from '@langchain/core/documents';
import { BaseRetriever } from '@langchain/core/retrievers';
import { RunnableLambda, RunnablePassthrough, RunnableSequence } from '@langchain/core/runnables';
import { AIMessage, createAgent, fakeModel, tool } from 'langchain';
import { z } from 'zod';
import type { SearchQuery } from '../../src/retrieval/match-question.ts';
import { type ParagraphMetadata, ParagraphRetriever } from '../../src/retrieval/paragraph-retriever.ts';
import type { Search } from '../../src/retrieval/search-paragraphs.ts';
import { queryOf } from '../support/query-of.ts';
import { type IndexedLibrary, indexLibrary } from './indexed-library.ts';

const TEA = 'Tea\n\nGreen tea is\nsteeped at 80 degrees.\n\nBlack tea wants boiling water.';
const QUESTION = 'How is green tea steeped?';
const GREEN_TEA = 'Green tea is steeped at 80 degrees.';

/** Records the events of LangChain about retrievers. */
class RetrieverListener extends BaseCallbackHandler {
  name = 'retriever-listener';
  heard: string[] = [];
  override handleRetrieverStart(_retriever: unknown, query: string) {
    this.heard.push(`start ${query}`);
  }
  override handleRetrieverEnd(documents: Document[]) {
    this.heard.push(`end ${documents[0]?.pageContent}`);
  }
  override handleRetrieverError(error: Error) {
    this.heard.push(`error ${error.message}`);
  }
}

describe('ParagraphRetriever', () => {
  const indexing = indexLibrary({ 'tea.txt': TEA, 'coffee.txt': 'Coffee\n\nGround coffee is boiled.' });
  let library: IndexedLibrary;
  let retriever: ParagraphRetriever;
  before(async () => {
    library = await indexing;
    retriever = new ParagraphRetriever({ search: library.search, limit: 2 });
  });

  it('is a LangChain retriever: documents with their text on one line, best first', async () => {
    assert.equal(retriever instanceof BaseRetriever, true);
    const documents = await retriever.invoke(QUESTION);
    assert.equal(documents.length, 2);
    assert.equal(documents[0]!.pageContent, GREEN_TEA);
    const scores = documents.map(({ metadata }) => metadata.score);
    assert.ok(scores[0]! >= scores[1]!, `scores ${scores.join()}`);
  });

  it('gives the offsets of a paragraph in the canonical text', async () => {
    const [document] = await retriever.invoke(QUESTION);
    const { start, end, score, similarity, ...place } = document!.metadata;
    assert.deepEqual(place, { documentId: 'tea', documentTitle: 'Tea', paragraph: 2 });
    assert.equal(document!.id, 'tea#paragraph-2');
    assert.equal((await library.store.document('tea'))!.text.slice(start, end), 'Green tea is\nsteeped at 80 degrees.');
    assert.ok(Number.isFinite(score) && Math.abs(similarity) <= 1, `score ${score}, similarity ${similarity}`);
  });

  it('keeps to the limit and to the documents it was given', async () => {
    const ofCoffee = new ParagraphRetriever({ search: library.search, limit: 1, documentIds: ['coffee'] });
    const documents = await ofCoffee.invoke(QUESTION);
    assert.deepEqual(
      documents.map(({ metadata }) => metadata.documentId),
      ['coffee'],
    );
  });

  it('searches a question on one line, in the context it was given', async () => {
    const queries: SearchQuery[] = [];
    const search: Search = (query, documentIds) => {
      queries.push(query);
      return library.search(query, documentIds);
    };
    const context = ['What about green tea?'];
    await new ParagraphRetriever({ search, limit: 1, context }).invoke('How is it\nsteeped?');
    await new ParagraphRetriever({ search, limit: 1 }).invoke(QUESTION);
    assert.deepEqual(queries, [queryOf('How is it steeped?', ...context), queryOf(QUESTION)]);
  });

  it('retrieves for many questions in one batch', async () => {
    const found = await retriever.batch([QUESTION, 'Which water for black tea?']);
    assert.deepEqual(
      found.map((documents) => documents[0]!.pageContent),
      [GREEN_TEA, 'Black tea wants boiling water.'],
    );
  });

  it('can be a step of another LangChain chain', async () => {
    const join = (documents: Document<ParagraphMetadata>[]) =>
      documents.map(({ metadata, pageContent }) => `¶${metadata.paragraph} ${pageContent}`).join('\n');
    const chain = RunnableSequence.from([
      { context: retriever.pipe(RunnableLambda.from(join)), question: new RunnablePassthrough<string>() },
      RunnableLambda.from(({ context, question }: { context: string; question: string }) => `${question}\n${context}`),
    ]);
    const start = `${QUESTION}\n¶2 ${GREEN_TEA}\n¶`;
    assert.equal((await chain.invoke(QUESTION)).slice(0, start.length), start);
  });

  it('calls the callbacks when it starts and when it has found paragraphs', async () => {
    const listener = new RetrieverListener();
    await retriever.invoke(QUESTION, { callbacks: [listener] });
    assert.deepEqual(listener.heard, [`start ${QUESTION}`, `end ${GREEN_TEA}`]);
  });

  it('calls the error callback when the search fails', async () => {
    const listener = new RetrieverListener();
    const search = async () => Promise.reject(new Error('the index is gone'));
    const failing = new ParagraphRetriever({ search, limit: 2 });
    await assert.rejects(failing.invoke(QUESTION, { callbacks: [listener] }), /the index is gone/);
    assert.deepEqual(listener.heard, [`start ${QUESTION}`, 'error the index is gone']);
  });

  it('serves an agent as a tool', async () => {
    const listener = new RetrieverListener();
    const searchLibrary = tool(
      async ({ query }, config) =>
        (await retriever.invoke(query, config)).map(({ pageContent }) => pageContent).join('\n'),
      {
        name: 'search_library',
        description: 'Finds paragraphs about tea and coffee',
        schema: z.object({ query: z.string() }),
      },
    );
    const model = fakeModel()
      .respondWithTools([{ name: 'search_library', args: { query: QUESTION } }])
      .respond((messages) => new AIMessage(`It says: ${messages.at(-1)!.text.split('\n')[0]}`));
    const agent = createAgent({ model, tools: [searchLibrary] });
    const { messages } = await agent.invoke(
      { messages: [{ role: 'user', content: 'How do I make green tea?' }] },
      { callbacks: [listener] },
    );
    assert.equal(messages.at(-1)!.text, `It says: ${GREEN_TEA}`);
    assert.deepEqual(listener.heard, [`start ${QUESTION}`, `end ${GREEN_TEA}`]);
  });
});
