import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import type { Embedder } from '../../src/embeddings/embedder.ts';
import { createQuestionMatcher, type SearchQuery } from '../../src/retrieval/match-question.ts';
import type { ParagraphStore } from '../../src/stores/paragraph-store.ts';
import { openSqliteStore } from '../../src/stores/sqlite/paragraph-store.ts';
import { assertAbove } from '../support/assertions.ts';
import { queryOf } from '../support/query-of.ts';
import { createRecordingEmbedder } from '../support/recording-embedder.ts';
import { indexLibrary } from './indexed-library.ts';

/** What turns a query into a match, with the index as it is now. */
function matcherOver(store: ParagraphStore, embedder: Embedder) {
  const match = createQuestionMatcher({ store, embedder });
  return async (query: SearchQuery) => {
    const documents = await store.documents();
    const onlyTitle = documents.length === 1 ? documents[0]!.title : '';
    return match(query, { generation: await store.generation(), onlyTitle });
  };
}

const TEA = 'Чайное соглашение\n\nЗелёный чай заваривают при 80 градусах.\n\nЧёрный чай заваривают кипятком.';

async function matchOverTea() {
  const { store, embedder, write, indexDirectory } = await indexLibrary({ 'tea.txt': TEA });
  const matchQuestion = matcherOver(store, embedder);
  const weightsOf = async (...parts: Parameters<typeof queryOf>) =>
    Object.fromEntries((await matchQuestion(queryOf(...parts))).terms.map(({ term, weight }) => [term, weight]));
  return { matchQuestion, weightsOf, embedder, write, indexDirectory };
}

describe('createQuestionMatcher', () => {
  it('matches the subject words of a question, and leaves the question words out', async () => {
    const { weightsOf } = await matchOverTea();
    assert.deepEqual(await weightsOf('Скажите, как заваривают зелёный чай?'), { заваривают: 1, зеленый: 1, чай: 1 });
    assert.deepEqual(await weightsOf('What does the document say about tea?'), { tea: 1 });
  });

  it('matches the question words when there is nothing else', async () => {
    const { weightsOf } = await matchOverTea();
    assert.deepEqual(await weightsOf('Кто автор?'), { кто: 1, автор: 1 });
  });

  it('gives words of the conversation half the weight, unless the question repeats them', async () => {
    const { weightsOf } = await matchOverTea();
    const weights = await weightsOf('А чёрный чай?', 'Что сказано про зелёный чай?');
    assert.deepEqual(weights, { черный: 1, чай: 1, зеленый: 0.5 });
  });

  it('takes the aspects from the question alone, and the meaning from the context as well', async () => {
    const { matchQuestion, embedder } = await matchOverTea();
    const [before, question] = ['Что сказано про зелёный чай?', 'Когда его заваривают?'];
    const match = await matchQuestion(queryOf(question, before));
    assert.equal(match.question, question);
    assert.deepEqual(match.answerTypes, ['date']);
    assert.deepEqual(match.vector, (await embedder.embed([`${before}\n${question}`], 'query'))[0]);
  });

  it('expands each term to words of the corpus', async () => {
    const { matchQuestion } = await matchOverTea();
    const { terms, vocabulary } = await matchQuestion(queryOf('зеленый кипитком'));
    assert.equal(terms[0]!.expansion.get(vocabulary.keyOf('зеленый')!), 1);
    assertAbove(terms[1]!.expansion.get(vocabulary.keyOf('кипятком')!)!, 0.3);
  });

  it('treats a word of a title as the document', async () => {
    const { matchQuestion } = await matchOverTea();
    assert.equal((await matchQuestion(queryOf('Когда подписано чайное соглашение?'))).aspects.get('date'), 1);
    assert.deepEqual((await matchQuestion(queryOf('Когда подписана космическая программа?'))).aspects, new Map());
  });

  it('looks for the meaning of a term once, however often it is asked', async () => {
    const { matchQuestion, embedder } = await matchOverTea();
    await matchQuestion(queryOf('Зелёный чай?'));
    await matchQuestion(queryOf('Чай зелёный?'));
    assert.deepEqual(embedder.meaningsAsked.toSorted(), ['зеленый', 'чай']);
  });

  it('expands to the new words once the index has changed', async () => {
    const { matchQuestion, write } = await matchOverTea();
    assert.equal((await matchQuestion(queryOf('кофе'))).terms[0]!.expansion.size, 0);
    await write({ 'coffee.txt': 'Кофе варят в турке.' });
    const { terms, vocabulary } = await matchQuestion(queryOf('кофе'));
    assert.equal(terms[0]!.expansion.get(vocabulary.keyOf('кофе')!), 1);
  });

  it('expands to a known word again once a paragraph has it again', async () => {
    const { matchQuestion, write, indexDirectory } = await matchOverTea();
    await write({ 'coffee.txt': 'Кофе.' });
    await write({ 'coffee.txt': 'Чай.' });
    // When the store is opened again, the paragraph that had the word is not read.
    const reopened = openSqliteStore(indexDirectory);
    after(() => reopened.close());
    const matchAfterReopening = matcherOver(reopened, createRecordingEmbedder());
    const expansionOf = async () => {
      const { terms, vocabulary } = await matchAfterReopening(queryOf('кофе'));
      return terms[0]!.expansion.get(vocabulary.keyOf('кофе')!);
    };
    assert.equal(await expansionOf(), undefined);
    await write({ 'more.txt': 'Кофе.' });
    assert.equal(await expansionOf(), 1);
    assert.equal((await matchQuestion(queryOf('кофе'))).terms[0]!.expansion.size, 1);
  });

  it('uses at most forty terms of a very long question', async () => {
    const { matchQuestion } = await matchOverTea();
    const question = Array.from({ length: 60 }, (_, index) => `${1000 + index}`).join(' ');
    const { terms } = await matchQuestion(queryOf(question));
    assert.deepEqual([terms.length, terms[0]!.term, terms.at(-1)!.term], [40, '1000', '1039']);
  });

  it('has no terms for a question without words', async () => {
    const { matchQuestion } = await matchOverTea();
    const { terms, aspects } = await matchQuestion(queryOf('…?!'));
    assert.deepEqual({ terms, aspects }, { terms: [], aspects: new Map() });
  });
});
