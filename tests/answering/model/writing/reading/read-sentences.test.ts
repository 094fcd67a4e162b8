import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ReadSentence } from '../../../../../src/answering/model/writing/reading/make-sentence.ts';
import { createSentenceReader } from '../../../../../src/answering/model/writing/reading/read-sentences.ts';
import { seededRandom } from '../../../../support/seeded-random.ts';

const createReader = () =>
  createSentenceReader({
    isLabel: (label) => label >= 1 && label <= 40,
    isKnownAddress: (address) => address === 'tea.example',
  });

/** The sentences of a model's output that comes in deltas. */
function read(...deltas: string[]): ReadSentence[] {
  const reader = createReader();
  return [...deltas.flatMap((delta) => reader.push(delta)), ...reader.end()];
}

/** Each sentence as it is checked, its labels behind it. */
const texts = (...deltas: string[]): string[] =>
  read(...deltas).map(({ text, labels }) => (labels.length > 0 ? `${text} ⟨${labels}⟩` : text));

const SENTENCES: Record<string, [output: string, expected: string[]][]> = {
  'where a label closes them, before or behind the full stop': [
    [
      'Чай растёт [1]. Листья сушат. [2] Их пьют.[3]Вот.',
      ['Чай растёт. ⟨1⟩', 'Листья сушат. ⟨2⟩', 'Их пьют. ⟨3⟩', 'Вот.'],
    ],
    [
      'It grows【1†source】. 23 men pick it [2]! «So?» (3) Yes.',
      ['It grows. ⟨1⟩', '23 men pick it! ⟨2⟩', '«So?» ⟨3⟩', 'Yes.'],
    ],
  ],
  'at the full stops of other writing': [
    ['चाय उगती है। पत्ते सूखते हैं।', ['चाय उगती है।', 'पत्ते सूखते हैं।']],
    ['هل ينمو الشاي؟ نعم ينمو.', ['هل ينمو الشاي؟', 'نعم ينمو.']],
    ['茶在山上生长。人们喝茶。', ['茶在山上生长。', '人们喝茶。']],
    ['Tea grows… It is dried.', ['Tea grows…', 'It is dried.']],
  ],
  'with the labels before them, where a line begins with one': [
    ['[1] Чай растёт. [2] Листья сушат.', ['Чай растёт. ⟨1⟩', 'Листья сушат. ⟨2⟩']],
    ['[3]: Tea grows.', ['Tea grows. ⟨3⟩']],
  ],
  'not at abbreviations, initials and numbers': [
    [
      'По ст. 5 и т. д. в 1924 г. умер А. А. Попов [1]. Mr. Hill paid 3.5 dollars.',
      ['По ст. 5 и т. д. в 1924 г. умер А. А. Попов. ⟨1⟩', 'Mr. Hill paid 3.5 dollars.'],
    ],
  ],
  'not in code, links and addresses': [
    ['See `a. B` and [it. Or](https://x.example/a.B) now.', ['See a. B and it. Or now.']],
  ],
  'over lines that were wrapped': [
    [
      'The tea that is grown in the hills of the north\nis picked by hand each spring [1].\nNext.',
      ['The tea that is grown in the hills of the north is picked by hand each spring. ⟨1⟩', 'Next.'],
    ],
    [
      '> Чай растёт на склонах холмов, где много дождей и\n> мало солнца.',
      ['Чай растёт на склонах холмов, где много дождей и мало солнца.'],
    ],
  ],
  'at short lines, items, headings and rows': [
    ['Green: 30 s\nBlack: 45 s', ['Green: 30 s', 'Black: 45 s']],
    [
      '## Tea\n1. Green\n2) Black [2]\n  - **Oolong:** half\n* [ ] White',
      ['Tea', 'Green', 'Black ⟨2⟩', 'Oolong: half', 'White'],
    ],
  ],
  'of tables by their cells, with the header where there are several columns': [
    ['| Tea | Time |\n|---|---|\n| Green | 30 s [1] |', ['Tea: Time', '|---|---|', 'Green: 30 s ⟨1⟩']],
    [
      '| Tea | Time | Heat |\n|-|-|-|\n| Green | 30 s | 80° |',
      ['Tea: Time: Heat', '|-|-|-|', 'Green — time: 30 s, heat: 80°'],
    ],
  ],
  'of a block of code as a whole': [
    ['Run:\n```sh\nmake. Now\n\n# x\n```\nDone.', ['Run:', 'make. Now\n\n# x', 'Done.']],
  ],
  'of JSON by its words': [
    ['{"answer": "Tea grows. It is picked.", "citations": [1, {"id": 2}]}', ['Tea grows.', 'It is picked. ⟨1,2⟩']],
    ['```json\n[{"text": "Tea grows", "source": "S3"}]\n```', ['Tea grows ⟨3⟩']],
    ['{"a": 1', ['{"a": 1']],
  ],
  'without drawn lines, definitions and empty lines': [
    ['Tea [^1].\n\n---\n\n[^1]: Manual, 5\n[x]: https://x.example', ['Tea. ⟨1⟩']],
  ],
  'in writing without blanks': [['茶生长在山上[1]。春天采摘。', ['茶生长在山上。 ⟨1⟩', '春天采摘。']]],
};

describe('createSentenceReader', () => {
  for (const [name, cases] of Object.entries(SENTENCES)) {
    it(`reads sentences ${name}`, () => {
      for (const [output, expected] of cases) assert.deepEqual(texts(output), expected);
    });
  }

  it('tells what a sentence is', () => {
    const output = '# Tea\nIt is made so:\n- Steam it\n[1]\n| a | b |\n|--|--|\n\n**Sources:**\n- [2] Manual';
    const kinds = ['heading', 'lead-in', 'text', 'labels', 'row', 'dividing-row', 'labels', 'labels'];
    assert.deepEqual(
      read(output).map(({ kind }) => kind),
      kinds,
    );
  });

  it('counts paragraphs, lists and tables as blocks, and a list with blanks between its items as one', () => {
    const blocks = read('One. Two.\n\nThree:\n- a\n\n- b\n\nFour.').map(({ block }) => block);
    assert.deepEqual(
      blocks,
      [1, 1, 2, 3, 3, 4].map((block) => block - 1 + blocks[0]!),
    );
  });

  it('leaves pictures, HTML and foreign links out of the words, and keeps links to known addresses', () => {
    const [sentence] = read(
      '<b>Tea</b> ![x](https://x.example/y.png) [here](https://x.example) or [there](https://tea.example).',
    );
    const [piece] = sentence!.pieces;
    assert.equal(piece?.kind === 'text' && piece.text, 'Tea  here or [there](https://tea.example).');
    assert.equal(sentence!.text, 'Tea here or there.');
  });

  it('gives a sentence as soon as the next one shows that it is finished', () => {
    const reader = createReader();
    assert.deepEqual(reader.push('Tea grows [1]. '), []);
    assert.deepEqual(reader.push('It'), []);
    assert.equal(reader.push(' is').length, 1);
    assert.equal(reader.push(' picked.\n').length, 1);
    assert.equal(reader.push('\nIt').length, 0);
  });

  it('reads alike however an output is cut', () => {
    const random = seededRandom(5);
    const parts = Object.values(SENTENCES).flatMap((cases) => cases.flatMap(([output]) => output.split(/\b|(?<= )/)));
    parts.push(
      ' ',
      '. ',
      '.',
      '\n',
      '\n\n',
      '[1]',
      '`',
      '```\n',
      '**',
      '😀',
      '« ',
      ' — ',
      '\u0301',
      'שלום. ',
      'И. ',
      '5',
    );
    for (let round = 0; round < 1500; round++) {
      const output = Array.from({ length: 40 }, () => parts[Math.floor(random() * parts.length)]!).join('');
      const whole = read(output);
      assert.deepEqual(read(...output.split('')), whole, JSON.stringify(output));
      assert.deepEqual(read(...output.match(/[\s\S]{1,7}/g)!), whole, JSON.stringify(output));
    }
  });

  it('reads 20,000 characters that have no end, in pieces of limited length', () => {
    for (const part of ['[', ' ', '\t', '. ', '`', '<a', '(1 ', '| ', 'a. ', '[1, ', '【1†', '\n']) {
      const sentences = read(part.repeat(20_000 / part.length));
      assert.ok(
        sentences.every(({ text }) => text.length <= 3000),
        `a sentence of ${JSON.stringify(part)} is too long`,
      );
    }
  });

  it('looks for no end among short lines without a sign that ends a sentence, however many they are', (context) => {
    const segment = context.mock.method(Intl.Segmenter.prototype, 'segment');
    const sentences = read('чай\nкофе\n'.repeat(500));
    assert.ok(segment.mock.callCount() <= sentences.length, `${segment.mock.callCount()} for ${sentences.length}`);
    assert.equal(sentences.map(({ text }) => text).join(' '), 'чай кофе '.repeat(500).trimEnd());
  });
});
