import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readRetrievalSet } from '../../src/evaluation/retrieval-sets.ts';
import { temporaryDirectory, writeFiles } from '../support/temporary-directory.ts';

const read = (file: string, content: string) =>
  readRetrievalSet(`${writeFiles(temporaryDirectory(), { [file]: content })}/${file}`);

describe('readRetrievalSet', () => {
  it('reads pairs: only the very passage is right', async () => {
    const { documents, questions } = await read('pairs.tsv', 'tea\tGreen  tea.\n\nмох\tМох и камень.\n');
    assert.deepEqual(documents, [['Green tea.', 'Мох и камень.']]);
    assert.deepEqual(
      questions.map(({ question, isGold }) => [question, isGold!('Green tea.'), isGold!('Green tea. Hot.')]),
      [
        ['tea', true, false],
        ['мох', false, false],
      ],
    );
  });

  it('reads a set: paragraphs on one line, blank ones left out, a part or the whole of a gold passage right', async () => {
    const { documents, questions } = await read(
      'set.json',
      JSON.stringify({
        name: 'three',
        lang: 'zh',
        docs: [['绿茶\n泡两分钟。', ' '], ['Й'.normalize('NFD')]],
        questions: [
          { q: '多久？', gold: '绿茶 泡两分钟。热水。', answers: ['两分钟'], lang: 'zh' },
          { q: 'Й?', gold: ['Й'.normalize('NFD')], history: [['user', 'Что?']], kind: 'answerable +history' },
          { q: 'Where?', gold: [], kind: 'unanswerable alone' },
          { q: 'What?', gold: [], kind: 'underspecified' },
        ],
      }),
    );
    assert.deepEqual(documents, [['绿茶 泡两分钟。'], ['Й']]);
    const [inChinese, inRussian, unanswerable] = questions;
    assert.deepEqual([inChinese!.isGold!('绿茶 泡两分钟。'), inChinese!.isGold!('Й')], [true, false]);
    assert.deepEqual([inRussian!.isGold!('Буква Й.'), inRussian!.history], [true, [{ role: 'user', content: 'Что?' }]]);
    assert.deepEqual([unanswerable!.isGold, questions.length], [null, 3]);
  });

  it('names the line that is no pair, and a file that is empty or missing', async () => {
    await assert.rejects(
      read('pairs.tsv', 'tea\tGreen tea.\n\nonly a query\n'),
      /line 3 is no pair; write the query, a tab/,
    );
    await assert.rejects(read('pairs.tsv', '\n'), /is empty/);
    await assert.rejects(readRetrievalSet('nowhere.tsv'), /Cannot read "nowhere.tsv"/);
  });

  it('says what is wrong with a set', async () => {
    const set = (given: object) => read('set.json', JSON.stringify({ docs: [['Tea.']], questions: [], ...given }));
    await assert.rejects(read('set.json', '{'), /Cannot read ".+set\.json": .+; correct it/);
    await assert.rejects(set({ docs: [[' ']] }), /docs: has no paragraph/);
    await assert.rejects(set({ questions: [{ gold: 'Tea.' }] }), /questions\.0\.q: /);
    await assert.rejects(set({ questions: [{ q: 'Tea?', gold: ' ' }] }), /the question "Tea\?" has no gold passage/);
    await assert.rejects(set({}), /it has no question to ask; write one/);
  });
});
