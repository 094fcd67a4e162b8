import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Citation } from '../../../src/protocol/answer.ts';
import { partsOfAnswer } from '../../../src/protocol/quotes/answer-parts.ts';
import { describePlace, questionAbove } from '../../../src/protocol/quotes/describe-place.ts';
import { labelQuotes } from '../../../src/protocol/quotes/quote-labels.ts';
import { citationOf } from '../../support/citation-of.ts';

const rent = citationOf(1, 'Плата — 690.', { heading: '3. Оплата' });
const noise = citationOf(2, 'Не шуметь.', { heading: '4. Порядок' });
const leave = citationOf(3, '28 дней.', { documentId: 'job', documentTitle: 'Трудовой договор' });

describe('labelQuotes', () => {
  it('says nothing where there is nothing to tell apart', () => {
    assert.deepEqual(labelQuotes([rent]), [[]]);
    assert.deepEqual(labelQuotes([rent, { ...noise, heading: rent.heading! }]), [[], []]);
  });

  it('names the documents where several are quoted, once for quotes in a row', () => {
    const again = { ...leave, marker: 4 };
    assert.deepEqual(labelQuotes([rent, leave, again]), [['Договор аренды:'], ['Трудовой договор:'], []]);
  });

  it('names the headings where quotes of one document stand under several', () => {
    assert.deepEqual(labelQuotes([rent, noise]), [['3. Оплата:'], ['4. Порядок:']]);
    const { heading: _, ...bare } = noise;
    assert.deepEqual(labelQuotes([rent, bare]), [['3. Оплата:'], ['Договор аренды:']]);
    const [first] = labelQuotes([rent, noise, leave]);
    assert.deepEqual(first, ['Договор аренды › 3. Оплата:']);
  });

  it('shows the question that a quote answers, and what the columns of its table are called', () => {
    const returned = citationOf(1, 'За 14 дней.', { heading: 'Возврат › Как вернуть [1] товар?' });
    assert.deepEqual(labelQuotes([returned]), [['Как вернуть (1) товар?']]);
    const columns = ['Город', 'Сумма'];
    assert.deepEqual(labelQuotes([citationOf(1, 'Казань | 4 500', { columns })]), [['Город | Сумма:']]);
    const withHeader = citationOf(1, 'Город | Сумма\nКазань | 4 500', { columns });
    assert.deepEqual(labelQuotes([withHeader]), [[]]);
    const withCaption = citationOf(1, 'Суточные\nГород | Сумма\nКазань | 4 500', { columns });
    assert.deepEqual(labelQuotes([withCaption]), [[]]);
  });

  it('reads each citation a few times, however many there are', () => {
    let reads = 0;
    const counted = new Proxy(rent, {
      get: (citation, name) => {
        reads += 1;
        return Reflect.get(citation, name);
      },
    });
    labelQuotes(Array<Citation>(1000).fill(counted));
    assert.ok(reads <= 20 * 1000, `${reads} reads for a thousand citations`);
  });
});

describe('describePlace', () => {
  it('names document, headings, clause and page, as far as they are known', () => {
    const place = { ...rent, clause: '3.2', page: 2 };
    assert.equal(describePlace(place, 'ru'), 'Договор аренды › 3. Оплата · п. 3.2 · с. 2');
    assert.equal(describePlace({ heading: 'Rent', clause: '3.2', page: 2 }, 'en'), 'Rent · clause 3.2 · p. 2');
    assert.equal(describePlace({ clause: '§ 4' }, 'en'), '§ 4');
    assert.equal(describePlace({}, 'en'), '');
  });

  it('does not repeat the title of the document as the first of its headings', () => {
    const place = { documentTitle: 'Положение о поездках', heading: 'ПОЛОЖЕНИЕ О ПОЕЗДКАХ › Оплата' };
    assert.equal(describePlace(place, 'ru'), 'Положение о поездках › Оплата');
    assert.equal(describePlace({ ...place, heading: 'ПОЛОЖЕНИЕ О ПОЕЗДКАХ' }, 'ru'), 'Положение о поездках');
  });

  it('does not repeat a clause that its heading names', () => {
    assert.equal(
      describePlace({ heading: 'Глава 1 › Статья 5. Плата', clause: 'Статья 5' }, 'ru'),
      'Глава 1 › Статья 5. Плата',
    );
  });
});

describe('questionAbove', () => {
  it('is the innermost heading where that is a question', () => {
    assert.equal(questionAbove({ heading: 'Возврат › Как вернуть?' }), 'Как вернуть?');
    assert.equal(questionAbove({ heading: 'Как вернуть? › Сроки' }), null);
    assert.equal(questionAbove({}), null);
  });
});

describe('partsOfAnswer', () => {
  const kindsOf = (text: string, citations: Citation[]) =>
    partsOfAnswer(text, citations).map((part) => (part.kind === 'prose' ? part.text : part.citation.marker));

  it('finds quotes of several lines, and leaves out their labels', () => {
    const list = citationOf(1, 'Берут:\n• воду;\n• чай', { heading: '3. Оплата' });
    const text =
      'Ближайшие места в документах:\n\n3. Оплата:\n«Берут:\n- воду;\n- чай» [1]\n\n4. Порядок:\n«Не шуметь.» [2]';
    assert.deepEqual(kindsOf(text, [list, noise]), ['Ближайшие места в документах:', 1, 2]);
  });

  it('takes as prose what differs from the quote by a word or a line', () => {
    const list = citationOf(1, '- воду;\n- чай');
    for (const text of [
      '- «воду;\n- кофе» [1]',
      '«воду; - чай» [1]',
      '- «воду;\n- чай» [2]',
      '- «воду;\n- чай» [1] и кофе',
    ]) {
      assert.deepEqual(kindsOf(text, [list]), [text]);
    }
  });

  it('keeps prose between quotes that is no label of the next one', () => {
    assert.deepEqual(kindsOf('Оба:\n«Плата — 690.» [1]\nИ тишина:\n«Не шуметь.» [2]', [rent, noise]), [
      'Оба:',
      1,
      'И тишина:',
      2,
    ]);
  });
});
