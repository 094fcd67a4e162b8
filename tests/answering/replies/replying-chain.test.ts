import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { BaseCallbackHandler } from '@langchain/core/callbacks/base';
import type { Serialized } from '@langchain/core/load/serializable';
import { createAnswerChain, type Question } from '../../../src/answer-question.ts';
import type { Answer, AnswerEvent } from '../../../src/protocol/answer.ts';
import { type IndexedDeclaration, indexDeclaration } from '../indexed-declaration.ts';

const QUESTION = 'Что недопустимо в борьбе с терроризмом?';

/** Records the names of the steps as they start, and what the retriever is asked. */
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
}

describe('the answer chain replies', () => {
  const indexing = indexDeclaration();
  let declaration: IndexedDeclaration;
  before(async () => {
    declaration = await indexing;
  });

  async function ask(question: Question, { search = declaration.search }: Partial<IndexedDeclaration> = {}) {
    const listener = new StepListener();
    const chunks: AnswerEvent[][] = [];
    const chain = createAnswerChain({ ...declaration, search });
    for await (const chunk of await chain.stream(question, { callbacks: [listener] })) chunks.push(chunk);
    const end = chunks.at(-1)?.at(-1);
    assert.ok(end?.event === 'answer-end', 'the last event is the answer');
    return { chunks, answer: end.data, heard: listener.heard };
  }
  /** An answer without the ids that are generated for each. */
  const comparable = ({ id, conversationId, ...answer }: Answer) => answer;

  it('to what asks nothing of the documents, without a search', async () => {
    const search = async () => Promise.reject(new Error('nothing is to be searched'));
    const { chunks, answer, heard } = await ask({ message: 'Привет!', conversationId: 'conversation-1' }, { search });
    assert.deepEqual(
      chunks.map((chunk) => chunk.map(({ event }) => event)),
      [['answer-start'], ['paragraphs-found'], ['text-delta'], ['answer-end']],
    );
    const { id, text, ...others } = answer;
    assert.deepEqual(others, {
      kind: 'reply',
      confidence: 1,
      language: 'ru',
      reason: 'greeting',
      citations: [],
      paragraphs: [],
      conversationId: 'conversation-1',
    });
    assert.deepEqual(chunks[0], [
      { event: 'answer-start', data: { id, conversationId: 'conversation-1', language: 'ru' } },
    ]);
    assert.deepEqual(chunks[1], [{ event: 'paragraphs-found', data: { paragraphs: [] } }]);
    assert.match(text, /^Здравствуйте!/);
    assert.deepEqual(chunks[2], [{ event: 'text-delta', data: { text } }]);
    assert.deepEqual(heard, ['answer-question', 'reply']);
  });

  it('nothing to a question, which is searched without the greetings and thanks around it', async () => {
    const { answer, heard } = await ask({ message: `Здравствуйте! ${QUESTION} Спасибо.` });
    assert.equal(answer.kind, 'answered');
    assert.ok(heard.includes(`retriever asked ${QUESTION}`), heard.join(', '));
  });

  it('between two questions, and the second leans on the first', async () => {
    const history: Question['history'] = [
      { role: 'user', content: 'Кто председательствовал в ОДКБ в 2024 году?' },
      { role: 'assistant', content: '…' },
    ];
    const thanks: Question['history'] = [
      { role: 'user', content: 'спасибо, понятно' },
      { role: 'assistant', content: 'Пожалуйста!' },
    ];
    const message = 'Как оценили её работу?';
    const { answer: direct } = await ask({ message, history });
    const { answer: afterThanks } = await ask({ message, history: [...history, ...thanks] });
    assert.deepEqual(comparable(afterThanks), comparable(direct));
  });
});
