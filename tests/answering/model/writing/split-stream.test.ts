import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { createMarkerReader, type Piece } from '../../../../src/answering/model/writing/read-markers.ts';
import { createSentenceSplitter, type Sentence } from '../../../../src/answering/model/writing/split-stream.ts';
import { PROJECT_DIRECTORY } from '../../../../src/config/config.ts';
import { splitSentences } from '../../../../src/text/split-sentences.ts';
import { seededRandom } from '../../../support/seeded-random.ts';

const DECLARATION = readFileSync(path.join(PROJECT_DIRECTORY, 'documents/csto-declaration-2024.txt'), 'utf8');

/** Sentences as they should come out, with the blanks after them. */
const RUSSIAN: Record<string, string[]> = {
  'plain sentences': ['Совет собрался. ', 'А он нет! ', 'Почему? ', 'И все ушли… ', 'Вот.'],
  'markers before the full stop': ['Совет собрался [1]. ', 'Он решил [2][3]. ', 'Да [4].'],
  'markers after the full stop': ['Совет собрался. [1][2] ', 'Он решил.[3] ', 'Затем он ушёл. [4] ', 'Да.[5]'],
  'a sentence glued to the marker of the last': ['Совет собрался.[1]', 'Он решил.'],
  'a year and a city, «г.»': ['Родился в 1870 г. в г. Москве. ', 'Умер в 1924 г. [1] ', 'Похоронен там.'],
  'references, «ст. 5»': ['По п. 1 ст. 5 гл. 2 Устава [1] решение принято. ', 'Оно обязательно.'],
  '«т. д.» and «т. е.»': ['Это войска и т. д. и штабы, т. е. Россия. ', 'Есть суды и т. д. ', 'Решение принято.'],
  initials: ['Выступил И. И. Иванов. ', 'Его слушал Петров П. П. ', 'Он ушёл.'],
  'numbers and dates': ['Рост 3.5 %, или 1.000.000 руб. за год. ', '28.11.2024 принят указ. ', '39 абзацев.'],
  quotations: ['Он сказал: «Нет.» ', '«Мы готовы!» — ответили ему. ', '(Это так.) ', '«Да».'],
  'an ellipsis in a sentence': ['Он… ушёл… ', 'Все ждали... и дождались. ', 'Вот.'],
  lists: ['Следует:\n', '1. Принять решение. [1]\n', '2. Назначить Петрова П. П.\n', '- Да. ', 'Нет.'],
  emphasis: ['**Срок.** ', 'Он равен *году.* [1] ', '**Совет** решил.'],
  'empty lines': ['Совет собрался.\n', '\nОн решил.\r\n', '\r\nДа.'],
};

const ENGLISH: Record<string, string[]> = {
  'plain sentences': ['He came [1]. ', 'She left! [2] ', 'Why? ', 'Well... ', 'Never mind.'],
  abbreviations: [
    'Dr. Smith left the U.S. in May, e.g. by ship. ',
    'The U.S. Army stayed. ',
    'He left the U.S. ',
    'It was late.',
  ],
  initials: ['J. K. Rowling wrote it. [1] ', 'John F. Kennedy signed it.'],
  numbers: ['It grew by 3.5 percent, see No. 5 and fig. 3. ', 'Use node.js 20.10 now. ', 'Yes.'],
  lists: ['1. First. ', 'More.\n', '2. Second.\n'],
  quotations: ['He said “Stop.” [1] ', 'Then he left. ', '"Really?" she asked.'],
  'inline code': ['Run `a. B! c`. ', 'Then stop.'],
  'fenced code': ['See:\n', '```js\nlet a = 1. B\n\nlet c. D\n```\n', 'Then stop. ', 'Yes.'],
};

describe('createSentenceSplitter', () => {
  for (const [language, cases] of Object.entries({ Russian: RUSSIAN, English: ENGLISH })) {
    describe(`in ${language}`, () => {
      for (const [name, sentences] of Object.entries(cases)) {
        it(`handles ${name}, however the text is cut`, () => {
          const text = sentences.join('');
          for (let at = 0; at <= text.length; at++) {
            assert.deepEqual(split(text.slice(0, at), text.slice(at)).map(written), sentences);
          }
          assert.deepEqual(split(...text.split('')).map(written), sentences);
        });
      }
    });
  }

  it('releases a sentence when what follows shows that it is finished, after its markers', () => {
    const splitter = createSentenceSplitter();
    const released = (text: string) => splitter.push({ kind: 'text', text }).map(written);
    assert.deepEqual(released('Совет собрался. '), []);
    assert.deepEqual(splitter.push({ kind: 'labels', labels: [1] }), []);
    assert.deepEqual(released(' '), []);
    assert.deepEqual(released('О'), ['Совет собрался. [1] ']);
    assert.deepEqual(released('н решил.'), []);
    assert.deepEqual(released('\n'), ['Он решил.\n']);
    assert.deepEqual(splitter.end(), []);
  });

  it('yields the pieces of a sentence in order', () => {
    const splitter = createSentenceSplitter();
    const pieces: Piece[] = [
      { kind: 'text', text: 'Да' },
      { kind: 'labels', labels: [1, 2] },
      { kind: 'text', text: '.' },
    ];
    assert.deepEqual(
      pieces.flatMap((piece) => splitter.push(piece)),
      [],
    );
    assert.deepEqual(splitter.end(), [{ pieces }]);
  });

  it('splits lines as whole texts are split', () => {
    const unglued = DECLARATION.replace('свободу.Это', 'свободу. Это');
    for (const line of unglued.split('\n').filter((line) => line.trim() !== '')) {
      const expected = splitSentences(line).map(({ start, end }) => line.slice(start, end));
      assert.deepEqual(
        split(line).map((sentence) => written(sentence).trim()),
        expected,
      );
    }
  });

  it('keeps every piece, and the sentences do not depend on how the text was cut', () => {
    const random = seededRandom(5);
    const parts = [...Object.values(RUSSIAN), ...Object.values(ENGLISH)].flat().flatMap((text) => text.split(/\b| /));
    parts.push(' ', '. ', '.', '\n', '[1]', '`', '```\n', '**', '😀', '« ', ' — ', '\u0301', 'שלום. ', 'И. ', '5');
    for (let round = 0; round < 1000; round++) {
      const text = Array.from({ length: 40 }, () => parts[Math.floor(random() * parts.length)]!).join('');
      const whole = split(text);
      assert.deepEqual(split(...text.split('')), whole, JSON.stringify(text));
      const kept = createMarkerReader();
      assert.equal(
        whole.map(written).join(''),
        written({ pieces: [...kept.push(text), ...kept.end()] }),
        JSON.stringify(text),
      );
    }
  });

  it('reads a line with nothing but markers as a sentence of its own', () => {
    assert.deepEqual(split('Да.\n[1]\nНет.').map(written), ['Да.\n', '[1]\n', 'Нет.']);
  });

  it('yields nothing for empty text', () => {
    assert.deepEqual(split(''), []);
  });
});

/** The sentences of a model's output that comes in deltas. */
function split(...deltas: string[]): Sentence[] {
  const reader = createMarkerReader();
  const splitter = createSentenceSplitter();
  const pieces = [...deltas.flatMap((delta) => reader.push(delta)), ...reader.end()];
  return [...pieces.flatMap((piece) => splitter.push(piece)), ...splitter.end()];
}

function written({ pieces }: Sentence): string {
  return pieces.map((piece) => (piece.kind === 'text' ? piece.text : `[${piece.labels}]`)).join('');
}
