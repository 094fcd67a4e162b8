import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Aspect, aspectsAsked, aspectsOfParagraphs } from '../../src/retrieval/document-aspects.ts';
import { wordFamily } from '../../src/text/word-families.ts';
import { assertAbove } from '../support/assertions.ts';

const BODY = 'Призываем мировое сообщество увеличить объемы гуманитарной помощи, принятой 28 ноября 2024 года. '.repeat(
  2,
);
const ENGLISH_BODY = 'The tenant pays the rent on the first day of each month, starting on October 5, 2023. '.repeat(2);

/** The aspects of each paragraph, sorted. */
const aspectsIn = (texts: string[]) => aspectsOfParagraphs(texts).map((aspects) => [...aspects].sort());

describe('aspectsOfParagraphs', () => {
  it('finds title, opening, parties, place and date of a Russian declaration', () => {
    const texts = [
      'ДЕКЛАРАЦИЯ Совета',
      BODY,
      BODY,
      'За Республику Беларусь  За Российскую Федерацию',
      'город Астана,',
      '28 ноября 2024 года',
    ];
    assert.deepEqual(aspectsIn(texts), [['title'], ['opening'], [], ['party'], ['place'], ['date']]);
  });

  it('finds the aspects of an English contract that opens with place and date', () => {
    const texts = ['Lease', 'London', '5 October 2023', ENGLISH_BODY, 'Signed: John Smith', 'On behalf of Acme'];
    assert.deepEqual(aspectsIn(texts), [['title'], ['opening', 'place'], ['date'], [], ['party'], ['party']]);
  });

  it('finds place and date on one line', () => {
    assert.deepEqual(aspectsIn(['Протокол', BODY, 'Москва, 5 мая 2023 г.']).at(-1), ['date', 'place']);
  });

  it('finds no place in the heading of a part', () => {
    assert.deepEqual(aspectsIn(['Протокол', BODY, 'Статья 4. Споры', 'Section 2 Fees']).slice(2), [[], []]);
  });

  it('finds no date, place or party in the body between the blocks', () => {
    const inside = 'За Республику Армения, город Астана, 28 ноября 2024 года';
    assert.deepEqual(aspectsIn(['Заголовок', BODY, BODY, inside, BODY]), [['title'], ['opening'], [], [], []]);
  });

  it('treats only the last lines as the closing block of a document of many short lines', () => {
    const lines = Array.from({ length: 40 }, () => '28 ноября 2024 года');
    const dated = aspectsIn([...lines]).flatMap((aspects, index) => (aspects.includes('date') ? [index] : []));
    assert.deepEqual(dated, [...Array(12).keys(), ...Array.from({ length: 12 }, (_, index) => 28 + index)]);
  });

  it('finds no aspects in a document without paragraphs', () => {
    assert.deepEqual(aspectsOfParagraphs([]), []);
  });
});

const isTitleWord = wordFamily('декларация совета коллективной безопасности');
const ask = (question: string, isFollowUp = false) => aspectsAsked(question, { isTitleWord, isFollowUp });

const ASKED: [string, Aspect[]][] = [
  ['Когда подписана декларация?', ['date']],
  ['Где подписан документ?', ['place']],
  ['Где и когда подписана декларация?', ['date', 'place']],
  ['Кто подписал декларацию?', ['party']],
  ['Какие страны подписали документ?', ['party']],
  ['Кто принял этот документ?', ['opening', 'title']],
  ['Как называется документ?', ['opening', 'title']],
  ['О чём этот документ?', ['opening', 'title']],
  ['О чём это?', ['opening', 'title']],
  ['When was the declaration signed?', ['date']],
  ['Where was it signed?', ['place']],
  ['Who signed it?', ['party']],
  ['What is this document called?', ['opening', 'title']],
  ['What is this about?', ['opening', 'title']],
];

describe('aspectsAsked', () => {
  for (const [question, aspects] of ASKED) {
    it(`finds that ${JSON.stringify(question)} asks for ${aspects.join(' and ')}`, () => {
      assert.deepEqual([...ask(question).keys()].sort(), aspects);
    });
  }

  for (const question of [
    'Сколько звёзд на небе?',
    'Что сказано об Афганистане?',
    'How is tea made?',
    'терроризм',
    'Что сказано в статье 4 декларации?',
  ]) {
    it(`finds that ${JSON.stringify(question)} does not ask about the whole document`, () => {
      assert.deepEqual(ask(question), new Map());
    });
  }

  for (const question of ['???', '…', '🙂', 'и?', 'the', '']) {
    it(`finds no aspect in ${JSON.stringify(question)}, which has no words`, () => {
      assert.deepEqual(ask(question), new Map());
    });
  }

  it('gives an aspect full weight when the question asks nothing else, less the more it asks, and none for the smaller part', () => {
    const weightOf = (question: string) => ask(question).get('date') ?? 0;
    assert.equal(weightOf('Когда подписана декларация?'), 1);
    assert.equal(weightOf('Когда подписана декларация о сотрудничестве?'), (2 / 3) ** 2);
    assert.equal(weightOf('Когда подписано решение?'), 0);
  });

  it('treats a word of the title as the document', () => {
    const question = 'Когда принята Конституция?';
    const withTitle = aspectsAsked(question, { isTitleWord: wordFamily('конституция'), isFollowUp: false });
    assert.equal(withTitle.get('date'), 1);
    assert.deepEqual(ask(question), new Map());
  });

  it('gives the opening less weight than the title', () => {
    const asked = ask('О чём этот документ?');
    assertAbove(asked.get('title')!, asked.get('opening')!);
  });

  it('gives a follow-up half the weight, because it is more likely about the answer before', () => {
    assert.equal(ask('А когда подписана?', true).get('date'), ask('А когда подписана?').get('date')! / 2);
  });

  it('finds no aspect in a follow-up of question words alone', () => {
    assert.deepEqual(ask('А когда?', true), new Map());
    assert.deepEqual([...ask('А когда?').keys()], ['date']);
  });
});
