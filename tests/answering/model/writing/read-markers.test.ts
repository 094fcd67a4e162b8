import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { appendPiece, createMarkerReader, type Piece } from '../../../../src/answering/model/writing/read-markers.ts';
import { seededRandom } from '../../../support/seeded-random.ts';

/** What the reader makes of deltas; neighbouring texts joined, labels written as ⟨1,2⟩. */
function read(...deltas: string[]): string {
  const reader = createMarkerReader();
  return written([...deltas.flatMap((delta) => reader.push(delta)), ...reader.end()]);
}

function written(pieces: Piece[]): string {
  const joined: Piece[] = [];
  for (const piece of pieces) appendPiece(joined, piece);
  return joined.map((piece) => (piece.kind === 'text' ? piece.text : `⟨${piece.labels}⟩`)).join('');
}

/** Texts and what they are read as, the same however they are cut. */
const MARKERS: Record<string, [text: string, expected: string][]> = {
  'a number in brackets': [
    ['Совет собрался [1]. Да [12]', 'Совет собрался ⟨1⟩. Да ⟨12⟩'],
    ['It met.[1] Then it left.', 'It met.⟨1⟩ Then it left.'],
    ['[7] Начало и [ 8 ] конец', '⟨7⟩ Начало и ⟨8⟩ конец'],
  ],
  'several numbers': [
    ['Да [1, 2].', 'Да ⟨1,2⟩.'],
    ['Да [1; 2;3].', 'Да ⟨1,2,3⟩.'],
    ['Да [1][2] [3].', 'Да ⟨1⟩⟨2⟩ ⟨3⟩.'],
  ],
  'a number with a sign before it': [
    ['Да [S1], [s 1], [№1], [№ 2], [С3].', 'Да ⟨1⟩, ⟨1⟩, ⟨1⟩, ⟨2⟩, ⟨3⟩.'],
    ['Да [S1, S2] [S3-S5].', 'Да ⟨1,2⟩ ⟨3,4,5⟩.'],
  ],
  ranges: [
    ['Да [1-3] и [1–3, 7].', 'Да ⟨1,2,3⟩ и ⟨1,2,3,7⟩.'],
    ['Да [3-1] и [1-300] и [1-20]', `Да [3-1] и [1-300] и ⟨${Array.from({ length: 20 }, (_, index) => index + 1)}⟩`],
  ],
  'brackets of other kinds': [
    ['Да 【1】【2†source】 и 【3†L5-L8】.', 'Да ⟨1⟩⟨2⟩ и ⟨3⟩.'],
    ['Да [^1] и [[2]] и [[3, 4]].', 'Да ⟨1⟩ и ⟨2⟩ и ⟨3,4⟩.'],
  ],
  'round brackets where a citation stands': [
    ['Совет собрался (1). Он велик. (2) Да.(3)', 'Совет собрался ⟨1⟩. Он велик. ⟨2⟩ Да.⟨3⟩'],
    ['It met (1)(2), then [3](4)', 'It met ⟨1⟩⟨2⟩, then ⟨3⟩⟨4⟩'],
    ['«Да» (1)', '«Да» ⟨1⟩'],
  ],
};

const TEXTS: Record<string, string[]> = {
  'round brackets elsewhere': [
    'По ст. 5 (1) Устава и пункту (2), ст. (3), section (4) и f(1).',
    '(1) first\n(2) second\n  (3) third\n1. (4) Да',
    'Год революции (1967), слово (1)слово, слово (1а) и (два)',
  ],
  'other text in brackets': ['[см. ниже] [текст](https://example.org/1) [1967] [1а] [a1] [] [1,] [,1] [1 2] [x]'],
  'inline code': ['Вот `a[1]` и ``b ` [2]`` и `c [3] 【4】 (5)`.', '```a[1]``` и `` [2] ``'],
  'fenced code': ['```js\nlet a = b[1];\n`c` [2]\n\n```x [3]\n```', '  ````\n[1]\n```\n[2]\n````', '```\n[1]'],
  'a line break in a marker': ['Да [1\n] и [\n2]'],
  'right-to-left text, emoji and combining marks': ['שלום [א] مرحبا 👩‍👩‍👧 е\u0301 [😀] 🇷🇺 [\u0301]'],
};

/** What models may write, to be put together at random. */
const FRAGMENTS = [
  ...'[ ] ( ) 【 】 [[ ]] ` ``` , ; - – ^ † № S 1 2 12 300 1967 . ! …'.split(' '),
  ...[
    ' ',
    '\n',
    '\u00a0',
    '\t',
    '\n```\n',
    '[1]',
    '[2, 3]',
    '[[4]]',
    '(5)',
    '【6†source】',
    '[1[2]]',
    '[[1]2]',
    '[4-6]',
  ],
  ...[
    'Совет',
    ' собрался ',
    'The court ',
    'ст. 5 ',
    '[см. ниже]',
    '[a](b)',
    '`x[1]`',
    '😀',
    '👩‍👩‍👧',
    'е\u0301',
    'שלום ',
    '\ud83d',
  ],
];

describe('createMarkerReader', () => {
  for (const [name, cases] of Object.entries(MARKERS)) {
    it(`reads ${name}, however the text is cut`, () => {
      for (const [text, expected] of cases) for (const deltas of cutsOf(text)) assert.equal(read(...deltas), expected);
    });
  }

  for (const [name, texts] of Object.entries(TEXTS)) {
    it(`leaves ${name} as written, however the text is cut`, () => {
      for (const text of texts) for (const deltas of cutsOf(text)) assert.equal(read(...deltas), text);
    });
  }

  it('reads markers again after code', () => {
    assert.equal(read('```\n[1]\n```\nДа [2] `x` [3]'), '```\n[1]\n```\nДа ⟨2⟩ `x` ⟨3⟩');
    assert.equal(read('Один ` и [1]\nДва [2]'), 'Один ` и [1]\nДва ⟨2⟩');
  });

  it('reads the inner marker of nested brackets and leaves nothing behind that looks like one', () => {
    assert.equal(read('[см. [1] ниже]'), '[см. ⟨1⟩ ниже]');
    assert.equal(read('[[[1]]] [[1], [2]]'), '[⟨1⟩] [⟨1⟩, ⟨2⟩]');
    assert.equal(read('[1[2]] [[1]2]'), '[1⟨2⟩ [⟨1⟩2');
  });

  it('drops an unfinished marker, and nothing else', () => {
    for (const unfinished of ['[1', '[[1', '[1, ', '[1-', '[S1', '[^1', '【1†sou', '(1']) {
      assert.equal(read(`Совет собрался ${unfinished}`), 'Совет собрался ', unfinished);
    }
    for (const text of ['Да [', 'Да [[', 'Да [S', 'Да [1 и', 'Да (', '5 (1', 'Да \ud83d'])
      assert.equal(read(text), text);
    assert.equal(read('Да [[1]'), 'Да [⟨1⟩');
  });

  it('releases text at once, and a marker with its last character', () => {
    const reader = createMarkerReader();
    const text = (value: string): Piece[] => [{ kind: 'text', text: value }];
    assert.deepEqual(reader.push('Сов'), text('Сов'));
    assert.deepEqual(reader.push('ет ['), text('ет '));
    assert.deepEqual(reader.push('1'), []);
    assert.deepEqual(reader.push(']'), [{ kind: 'labels', labels: [1] }]);
    assert.deepEqual(reader.push(' и [с'), text(' и '));
    assert.deepEqual(reader.push('м'), text('[см'));
    assert.deepEqual(reader.push('\ud83d'), []);
    assert.deepEqual(reader.push('\ude00'), text('😀'));
  });

  it('reads 10,000 opening brackets in linear time', () => {
    for (const bracket of ['[', '【', ' (', 'а (', '[[1', '[1, ', '【1†']) {
      const reader = createMarkerReader();
      const text = bracket.repeat(10_000);
      const released = [...text].flatMap((character) => reader.push(character));
      const unreleased = text.length - written(released).length;
      assert.ok(unreleased <= 40, `${unreleased} characters of ${bracket} are held back`);
    }
    const endless = `[${'1, '.repeat(30)}`;
    assert.equal(read(`${endless}2] и [3]`), `${endless}2] и ⟨3⟩`);
  });

  it('reads 10,000 mangled outputs alike however they are cut, loses no character, and leaves no marker in the text', () => {
    const random = seededRandom(4);
    for (let round = 0; round < 10_000; round++) {
      const text = mangled(random);
      const whole = readPieces([text]);
      const cut = readPieces(randomCuts(text, random));
      assert.equal(written(cut), written(whole), JSON.stringify(text));
      assertKept(text, whole);
      if (!text.includes('`')) {
        const rest = whole.map((piece) => (piece.kind === 'text' ? piece.text : '')).join('');
        assert.doesNotMatch(rest, /\[\d{1,3}\]/, JSON.stringify(text));
      }
    }
  });

  it('never holds back more than a marker', () => {
    const random = seededRandom(40);
    for (let round = 0; round < 500; round++) {
      const reader = createMarkerReader();
      let unmarked = 0;
      for (const character of mangled(random)) {
        const pieces = reader.push(character);
        unmarked = pieces.length > 0 ? 0 : unmarked + character.length;
        assert.ok(unmarked <= 40, `${unmarked} characters are held back`);
      }
    }
  });
});

function readPieces(deltas: string[]): Piece[] {
  const reader = createMarkerReader();
  return [...deltas.flatMap((delta) => reader.push(delta)), ...reader.end()];
}

/** The text's letters come out in their order: only markers, which have none but S, С and their sources, are taken out. */
function assertKept(text: string, pieces: Piece[]): void {
  const visible = (value: string) => value.replace(/[\d\s[\]()【】,;†№^SsСс–-]|source/g, '');
  const rest = pieces.map((piece) => (piece.kind === 'text' ? piece.text : '')).join('');
  if (!text.includes('†')) assert.equal(visible(rest), visible(text), JSON.stringify(text));
}

function mangled(random: () => number): string {
  const length = 1 + Math.floor(random() * 30);
  return Array.from({ length }, () => FRAGMENTS[Math.floor(random() * FRAGMENTS.length)]!).join('');
}

function randomCuts(text: string, random: () => number): string[] {
  const deltas: string[] = [];
  for (let start = 0; start < text.length; ) {
    const end = start + Math.floor(random() * 6);
    deltas.push(text.slice(start, end));
    start = end;
  }
  return deltas;
}

/** A text whole, cut in two at every place, and in single code units. */
function cutsOf(text: string): string[][] {
  const inTwo = Array.from(text, (_, index) => [text.slice(0, index), text.slice(index)]);
  return [[text], text.split(''), ...inTwo];
}
