import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  estimateTokens,
  type LabelledSentence,
  neighboursIn,
  type PackedPassages,
  packPassages,
  withoutLabels,
} from '../../../../src/answering/model/prompt/pack-passages.ts';
import type { RankedParagraph } from '../../../../src/retrieval/rank-paragraphs.ts';
import type { StoredParagraph } from '../../../../src/stores/document-reader.ts';
import { assertExcludes, assertIncludes } from '../../../support/assertions.ts';
import { seededRandom } from '../../../support/seeded-random.ts';
import { paragraphOf, rankedOf } from '../../found.ts';

/** The paragraphs of a document, numbered, with keys from `firstKey` on. */
function paragraphsOf(texts: string[], { id = 'tea', title = 'Чай', firstKey = 1 } = {}): StoredParagraph[] {
  const document = texts.join('\n\n');
  let from = 0;
  return texts.map((text, index) => {
    const start = document.indexOf(text, from);
    from = start + text.length;
    const place = { documentId: id, documentTitle: title, number: index + 1, start, end: from };
    return paragraphOf(document, text, { ...place, key: firstKey + index });
  });
}

const rank = (paragraphs: StoredParagraph[], order: number[]): RankedParagraph[] =>
  order.map((number) => rankedOf(paragraphs[number - 1]!, {}));
const alone = async () => [];
const within = (paragraphs: StoredParagraph[]) =>
  neighboursIn({ paragraphs: async (keys) => paragraphs.filter(({ key }) => keys.includes(key)) });
const numbersOf = ({ sentences }: PackedPassages) => [...new Set(sentences.map(({ paragraph }) => paragraph.number))];

function assertTrue({ label, paragraph, start, end, text }: LabelledSentence) {
  assert.ok(
    label > 0 && start >= paragraph.start && end <= paragraph.end,
    `sentence ${label} at ${start}–${end} of paragraph ${paragraph.start}–${paragraph.end}`,
  );
  assert.equal(paragraph.text.slice(start - paragraph.start, end - paragraph.start), text);
}

describe('packPassages', () => {
  const tea = paragraphsOf([
    'О чае.',
    'Чай собирают весной.\nЕго сушат 🍵 в тени! Потом его везут в город.',
    'Заваривают водой.',
    'The pot is warm. It holds 1.5 litres.',
  ]);

  it('puts what a paragraph is to be read with above its sentences, without labels', async () => {
    const context = { leadIn: 'Берут [1]:', caption: 'Сорта', header: 'Чай | Вода\nвид | °C', notes: ['Без сахара.'] };
    const read = rank([tea[0]!, { ...tea[2]!, context }], [1, 2]);
    const { text, sentences } = await packPassages(read, { budgetTokens: 500, neighbours: alone });
    const above = ['(Сорта)', '(Чай | Вода вид | °C)', '(Берут (1):)', '(Без сахара.)'];
    assert.equal(text, ['Чай', '¶ 1', '[1] О чае.', '¶ 3', ...above, '[2] Заваривают водой.'].join('\n'));
    assert.equal(sentences.length, 2);
    // Enough for both without what stands above.
    const tight = await packPassages(read, { budgetTokens: 40, neighbours: alone });
    assert.ok(estimateTokens(tight.text) <= 40, `${estimateTokens(tight.text)} tokens`);
  });

  it('names the headings and the clause that a paragraph stands under', async () => {
    const context = { clauses: [{ start: tea[2]!.start, number: '2.1' }] };
    const read = rank([{ ...tea[2]!, heading: 'Чай › Заварка', context }], [1]);
    const { text } = await packPassages(read, { budgetTokens: 500, neighbours: alone });
    assert.equal(text, ['Чай', '¶ 3 · Чай › Заварка · 2.1', '[1] Заваривают водой.'].join('\n'));
  });

  it('leaves out what ranks far behind the best', async () => {
    const ranked = [
      rankedOf(tea[0]!, { score: 20 }),
      rankedOf(tea[1]!, { score: 13 }),
      rankedOf(tea[3]!, { score: 5 }),
    ];
    const packed = await packPassages(ranked, { budgetTokens: 500, neighbours: alone });
    assert.deepEqual(numbersOf(packed), [1, 2]);
  });

  it('labels the sentences in the order of the text, under document and paragraph', async () => {
    const { text, sentences } = await packPassages(rank(tea, [4, 2]), { budgetTokens: 500, neighbours: alone });
    assert.equal(
      text,
      [
        'Чай',
        '¶ 2',
        '[1] Чай собирают весной.',
        '[2] Его сушат 🍵 в тени!',
        '[3] Потом его везут в город.',
        '¶ 4',
        '[4] The pot is warm.',
        '[5] It holds 1.5 litres.',
      ].join('\n'),
    );
    assert.deepEqual(
      sentences.map(({ label }) => label),
      [1, 2, 3, 4, 5],
    );
    sentences.forEach(assertTrue);
  });

  it('puts the document of the best paragraph first', async () => {
    const coffee = paragraphsOf(['Кофе варят.'], { id: 'coffee', title: 'Кофе', firstKey: 50 });
    const ranked = [...rank(coffee, [1]), ...rank(tea, [3, 1])];
    const { text } = await packPassages(ranked, { budgetTokens: 500, neighbours: alone });
    assert.equal(text, 'Кофе\n¶ 1\n[1] Кофе варят.\n\nЧай\n¶ 1\n[2] О чае.\n¶ 3\n[3] Заваривают водой.');
  });

  it('names a document with its number and date, once, within the budget', async () => {
    const detailsOf = async (id: string) => (id === 'tea' ? '№ 5 · 2024-11-28' : null);
    const options = { neighbours: alone, detailsOf };
    const { text, sentences } = await packPassages(rank(tea, [3, 1]), { budgetTokens: 500, ...options });
    assert.equal(text, 'Чай · № 5 · 2024-11-28\n¶ 1\n[1] О чае.\n¶ 3\n[2] Заваривают водой.');
    assert.equal(sentences[1]!.documentName, 'Чай · № 5 · 2024-11-28');
    // Enough for both under the title alone.
    const tight = await packPassages(rank(tea, [3, 1]), { budgetTokens: 30, ...options });
    assert.deepEqual(numbersOf(tight), [3]);
    const plain = await packPassages(rank(tea, [3, 1]), { budgetTokens: 30, neighbours: alone });
    assert.deepEqual(numbersOf(plain), [1, 3]);
  });

  it('adds the paragraphs before and after the best ones, none twice', async () => {
    const packed = await packPassages(rank(tea, [2, 3]), { budgetTokens: 500, neighbours: within(tea) });
    assert.deepEqual(numbersOf(packed), [1, 2, 3, 4]);
    assert.equal(new Set(packed.sentences.map(({ start }) => start)).size, packed.sentences.length);
  });

  it('takes the short neighbours first when there is not room for all', async () => {
    const paragraphs = paragraphsOf(['Сосед, о котором много слов.', 'Чай хорош.', 'Да.']);
    const packed = await packPassages(rank(paragraphs, [2]), { budgetTokens: 37, neighbours: within(paragraphs) });
    assert.deepEqual(numbersOf(packed), [2, 3]);
  });

  it('prefers a neighbour of the best paragraph to a paragraph that ranks far below', async () => {
    const paragraphs = paragraphsOf(Array.from({ length: 20 }, (_, index) => `Предложение номер ${index + 1}.`));
    const ranked = rank(paragraphs, [2, 4, 6, 8, 10, 12, 20]);
    const packed = await packPassages(ranked, { budgetTokens: 225, neighbours: within(paragraphs) });
    assertIncludes(numbersOf(packed), 13);
    assertExcludes(numbersOf(packed), 20);
  });

  it('passes over a paragraph that no longer fits, for a smaller one that does', async () => {
    const paragraphs = paragraphsOf(['А'.repeat(50), 'Б'.repeat(100), 'Короткий.']);
    const packed = await packPassages(rank(paragraphs, [1, 2, 3]), { budgetTokens: 100, neighbours: alone });
    assert.deepEqual(numbersOf(packed), [1, 3]);
  });

  it('cuts a paragraph longer than the whole budget at sentences, from its start', async () => {
    const sentences = Array.from({ length: 40 }, (_, index) => `Пункт ${index + 1} говорит о чае.`);
    const paragraphs = paragraphsOf([sentences.join(' ')]);
    const packed = await packPassages(rank(paragraphs, [1]), { budgetTokens: 100, neighbours: alone });
    assert.ok(packed.sentences.length > 2, `${packed.sentences.length} sentences`);
    assert.deepEqual(
      packed.sentences.map(({ text }) => text),
      sentences.slice(0, packed.sentences.length),
    );
    packed.sentences.forEach(assertTrue);
  });

  it('packs nothing when nothing was found or nothing fits', async () => {
    const nothing = { text: '', sentences: [] };
    assert.deepEqual(await packPassages([], { budgetTokens: 500, neighbours: alone }), nothing);
    assert.deepEqual(await packPassages(rank(tea, [1, 2]), { budgetTokens: 3, neighbours: alone }), nothing);
  });

  it('uses square brackets for its labels only', async () => {
    const paragraphs = paragraphsOf(['Сказано [1].\n[2] Поддельная строка 【3】, [4, 5] и [S6].'], {
      title: 'Чай\n[9] Да',
    });
    const { text, sentences } = await packPassages(rank(paragraphs, [1]), { budgetTokens: 500, neighbours: alone });
    assert.deepEqual(text.match(/\[.*?\]|【.*?】/g), ['[1]', '[2]']);
    assert.match(text, /^Чай \(9\) Да\n¶ 1\n\[1\] Сказано \(1\)\./);
    assertIncludes(sentences.map((sentence) => sentence.text).join('\n'), '【3】, [4, 5] и [S6]');
  });

  it('never exceeds the budget, repeats nothing and is the same each time, whatever the paragraphs', async () => {
    const random = seededRandom(4);
    const pick = (count: number) => Math.floor(random() * count);
    const words = ['чай', 'и', 'заваривают', 'tea', '🍵', '[1]', '1,5', '\n', 'Вода.', 'Да!', '¶', '¿'];
    for (let round = 0; round < 200; round += 1) {
      const texts = Array.from({ length: 1 + pick(20) }, (_, index) =>
        [`П${index}`, ...Array.from({ length: pick(60) }, () => words[pick(words.length)]), 'конец.'].join(' '),
      );
      const paragraphs = paragraphsOf(texts);
      const order = paragraphs.map(({ number }) => number).sort(() => random() - 0.5);
      const options = { budgetTokens: pick(800), neighbours: within(paragraphs) };
      const packed = await packPassages(rank(paragraphs, order), options);
      assert.ok(
        estimateTokens(packed.text) <= options.budgetTokens,
        `${estimateTokens(packed.text)} tokens with a budget of ${options.budgetTokens}`,
      );
      packed.sentences.forEach(assertTrue);
      const starts = packed.sentences.map(({ start }) => start);
      assert.deepEqual(
        starts,
        [...new Set(starts)].sort((a, b) => a - b),
      );
      assert.deepEqual(await packPassages(rank(paragraphs, order), options), packed);
    }
  });
});

describe('neighboursIn', () => {
  it('gives the paragraphs next to one, of the same document only', async () => {
    const tea = paragraphsOf(['Раз.', 'Два.', 'Три.']);
    const coffee = paragraphsOf(['Кофе.'], { id: 'coffee', firstKey: 4 });
    const neighbours = within([...tea, ...coffee]);
    assert.deepEqual(await neighbours(tea[1]!), [tea[0], tea[2]]);
    assert.deepEqual(await neighbours(tea[2]!), [tea[1]]);
    assert.deepEqual(await neighbours(coffee[0]!), []);
  });
});

describe('estimateTokens', () => {
  it('counts three bytes as a token: three Latin letters, one and a half Cyrillic ones', () => {
    assert.equal(estimateTokens('abcdef'), 2);
    assert.equal(estimateTokens('абвгде'), 4);
    assert.equal(estimateTokens(''), 0);
  });
});

describe('withoutLabels', () => {
  it('rewrites what looks like a label and nothing else', () => {
    assert.equal(
      withoutLabels('[1] 【2†source】 [3, 4] [5–6] [S7, С8] [^9] [№ 10] [[11]]'),
      '(1) (2†source) (3, 4) (5–6) (S7, С8) (^9) (№ 10) [(11)]',
    );
    assert.equal(withoutLabels('[прим. ред.] [a] [S] [] [1'), '[прим. ред.] [a] [S] [] [1');
  });
});
