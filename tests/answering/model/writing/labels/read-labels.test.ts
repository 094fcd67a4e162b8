import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { placeLabels } from '../../../../../src/answering/model/writing/labels/place-labels.ts';
import {
  type Piece,
  readLabels,
  withoutUnfinishedLabel,
} from '../../../../../src/answering/model/writing/labels/read-labels.ts';

/** The prompt has the labels 1 to 40; labels are written as ⟨1,2⟩. */
const read = (text: string): string => written(readLabels(text, (label) => label >= 1 && label <= 40));

function written(pieces: readonly Piece[]): string {
  return pieces.map((piece) => (piece.kind === 'text' ? piece.text : `⟨${piece.labels}⟩`)).join('');
}

const LABELS: Record<string, [text: string, expected: string][]> = {
  'numbers in brackets, of any size': [
    ['Совет собрался [1]. Да [12]', 'Совет собрался ⟨1⟩. Да ⟨12⟩'],
    ['It met.[1] Then it left [ 8 ] [4821].', 'It met.⟨1⟩ Then it left ⟨8,4821⟩.'],
    ['It met [90071992547]. It was [7–90071992547].', 'It met ⟨90071992547⟩. It was [7–90071992547].'],
    [
      'It met [99999999999999999999]. It was [7–99999999999999999999].',
      'It met ⟨1000000000000000⟩. It was [7–99999999999999999999].',
    ],
    ['It met [1, 2; 3] [4 and 5] [6 и 7].', 'It met ⟨1,2,3,4,5,6,7⟩.'],
    ['Да [1-3] здесь [5–7, 9].', 'Да ⟨1,2,3⟩ здесь ⟨5,6,7,9⟩.'],
    ['It met [1 to 3]. Yes [4/5] [6 7] [*8*].', 'It met ⟨1,2,3⟩. Yes ⟨4,5,6,7,8⟩.'],
  ],
  'labels beside each other as one': [
    ['Да [1][2] [3].', 'Да ⟨1,2,3⟩.'],
    ['Yes [1], [2] and [3], no [4].', 'Yes ⟨1,2,3⟩, no ⟨4⟩.'],
  ],
  'brackets of other kinds': [
    ['Да 【1】【2†source】 и 【3†L5-L8】.', 'Да ⟨1,2,3⟩.'],
    ['Yes【4:7†source】 no 【4:8†lines】', 'Yes⟨7⟩ no ⟨8⟩'],
    ['Да [^1], [[2]] и ［3］, \\[4\\].', 'Да ⟨1,2,3,4⟩.'],
    ['Yes {5} and {{6}}.', 'Yes ⟨5,6⟩.'],
    ['Yes \\cite{7} yes （8） so «[9]» yes.', 'Yes ⟨7⟩ yes ⟨8⟩ so ⟨9⟩ yes.'],
  ],
  'names before the number': [
    ['Да [S1], [№ 2], [С3], [¶ 4], [#5].', 'Да ⟨1,2,3,4,5⟩.'],
    ['Yes [doc1] no [citation:2] yes [Source 3] no [Sources 4, 5].', 'Yes ⟨1⟩ no ⟨2⟩ yes ⟨3⟩ no ⟨4,5⟩.'],
    ['It met (Source 1). It left (see sentences 2 and 3).', 'It met ⟨1⟩. It left ⟨2,3⟩.'],
    ['Да (источник 1). Нет («Источник 2»). Да (см. предложения 3, 4)', 'Да ⟨1⟩. Нет ⟨2⟩. Да ⟨3,4⟩'],
    ['It met — Source 3.', 'It met⟨3⟩.'],
    ['Да [см. источник 4], нет [абз. 5], да [Kaynak 6], нет ¶ 7.', 'Да ⟨4⟩, нет ⟨5⟩, да ⟨6⟩, нет ⟨7⟩.'],
    ['Source: sentence 3.', '⟨3⟩'],
  ],
  'raised numbers': [
    ['It met.¹² Он велик¹, 10³ раз на 5 м².', 'It met.⟨12⟩ Он велик⟨1⟩, 10³ раз на 5 м².'],
    ['It met <sup>1</sup>, <sup>[2, 3]</sup> <cite>4</cite> ^5^', 'It met ⟨1,2,3,4,5⟩'],
    ['x^2 and 10^3', 'x^2 and 10^3'],
  ],
  'links, whose addresses are the model’s': [
    ['It met [1](https://a.example/b "t") now [[2]](#c) [3](4).', 'It met ⟨1⟩ now ⟨2,3,4⟩.'],
  ],
  'emphasis, code and parentheses around labels': [
    ['It met **[1]** and *[2]* `[3]` ([4]) (see [5])', 'It met ⟨1⟩ and ⟨2⟩ ⟨3⟩ ⟨4⟩ ⟨5⟩'],
    ['It **met [1]** now', 'It **met ⟨1⟩** now'],
  ],
  'round brackets where a citation stands': [
    ['Совет собрался (1). Он велик. (2) Да.(3)', 'Совет собрался ⟨1⟩. Он велик. ⟨2⟩ Да.⟨3⟩'],
    ['It met (1)(2), then (3, 4).', 'It met ⟨1,2⟩, then ⟨3,4⟩.'],
  ],
};

const TEXTS: Record<string, string[]> = {
  'round brackets elsewhere': [
    'По ст. 5 (1) Устава и пункту (2), ст. (3), section (4) и f(1).',
    'Год революции (1967), слово (1)слово, слово (1а) и (два)',
    'the fee (99) is due',
  ],
  'other text in brackets': ['[см. ниже] [текст](https://a.example/1) [1а] [] [1,] [,1] [x] {a} [route 66 of many]'],
  'ranges that descend or are too long': ['Да [3-1] или [1-300]'],
  'inline code': ['Вот `a[1]` и ``b ` [2]`` и `c [3] 【4】 (5)`.'],
  'names in quotation marks': ['«Чай 3» и "Route 7"'],
};

describe('readLabels', () => {
  for (const [name, cases] of Object.entries(LABELS)) {
    it(`reads ${name}`, () => {
      for (const [text, expected] of cases) assert.equal(read(text), expected);
    });
  }
  for (const [name, texts] of Object.entries(TEXTS)) {
    it(`leaves ${name} as written`, () => {
      for (const text of texts) assert.equal(read(text), text);
    });
  }
});

describe('withoutUnfinishedLabel', () => {
  it('drops an unfinished label at the end, and nothing else', () => {
    for (const unfinished of ['[1', '[[1', '[1, ', '[1-', '[S1', '[^1', '【1†sou', '(1', '[Source 1']) {
      assert.equal(withoutUnfinishedLabel(`Совет собрался ${unfinished}`), 'Совет собрался', unfinished);
    }
    for (const text of ['Да [', 'Да [S', 'Да (', 'Да [1].', 'Да [см. ниже'])
      assert.equal(withoutUnfinishedLabel(text), text);
  });
});

describe('placeLabels', () => {
  const text = (words: string): Piece => ({ kind: 'text', text: words });
  const labels = (...numbers: number[]): Piece => ({ kind: 'labels', labels: numbers });

  for (const [name, pieces, placed, expected] of [
    [
      'keeps labels where they stand',
      [text('a '), labels(1), text(', b '), labels(2), text('.')],
      [1, 2],
      'a ⟨1⟩, b ⟨2⟩.',
    ],
    ['leaves out those that prove nothing', [text('a '), labels(1, 2), text('.')], [2], 'a ⟨2⟩.'],
    ['closes the gap where none is left', [text('a '), labels(9), text('. ')], [], 'a. '],
    ['puts others where the last ones stood', [text('a '), labels(9), text(', b.')], [3], 'a ⟨3⟩, b.'],
    ['puts them before the full stop where there were none', [text('Да».')], [3], 'Да»⟨3⟩.'],
    ['puts them into the last cell of a row', [text('| a | b |')], [3], '| a | b⟨3⟩ |'],
    ['never begins with one', [labels(1), text(' a '), labels(2), text('.')], [1, 2], ' a ⟨2⟩⟨1⟩.'],
  ] as const) {
    it(name, () => {
      assert.equal(written(placeLabels(pieces, placed)), expected);
    });
  }
});
