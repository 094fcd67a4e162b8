import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createCodeTracker } from '../../../../src/answering/model/writing/reading/track-code.ts';
import type { WrittenAnswer } from '../../../../src/answering/model/writing/write-answer.ts';
import { seededRandom } from '../../../support/seeded-random.ts';
import { DOCUMENT, supported, supportsTruth, UNTRUE_LABEL, unsupported, type Written, write } from './written.ts';

const LABELS = 12;
const OUTPUTS = 1500;

/** The markers of a text that are no code, in order. */
function markersIn(text: string): number[] {
  const code = createCodeTracker();
  return [...text.matchAll(/[\s\S]/g)].flatMap(({ 0: character, index }) => {
    code.read(character);
    const marker = /^\[(\d{1,3})\]/.exec(text.slice(index, index + 5))?.[1];
    return marker && !code.isInCode() ? [Number(marker)] : [];
  });
}

function assertSound({ events, written }: Written, shown: string): void {
  const { text, citations, unsupported, isRefused } = written;
  let sent = '';
  const added: number[] = [];
  for (const { event, data } of events) {
    if (event === 'text-delta') sent += data.text;
    if (event !== 'citation-added') continue;
    added.push(data.marker);
    assert.ok(sent.includes(`[${data.marker}]`), `A citation came before its marker: ${shown}`);
  }
  assert.equal(sent, text, shown);
  const numbered = citations.map((_, index) => index + 1);
  assert.deepEqual(added, numbered, `Each citation is sent once, in order: ${shown}`);
  assert.deepEqual([...new Set(markersIn(text))], numbered, `Markers and citations are the same: ${shown}`);
  for (const { start, end, quote } of citations) assert.equal(DOCUMENT.slice(start, end), quote, shown);
  assert.equal(new Set(citations.map(({ start }) => start)).size, citations.length, `A place is cited once: ${shown}`);
  if (isRefused) assert.deepEqual(citations, [], shown);
  let last = 0;
  for (const { start, end } of unsupported) {
    assert.ok(last <= start && start < end && end <= text.length, `${start}–${end} is no span of its own: ${shown}`);
    last = end;
  }
}

/** A part of a model's output that it could write, or should not. */
const PARTS: ((random: () => number) => string)[] = [
  (random) => `Tea is grown in the hills [${number(random)}]. `,
  (random) => `Чай растёт на склонах гор [${number(random)}, ${number(random)}]. `,
  (random) => `[${number(random)}–${number(random)}]`,
  (random) => ` 【${number(random)}†source】`,
  (random) => ` (${number(random)})`,
  (random) => `[[${number(random)}]`.repeat(1 + Math.floor(random() * 3)),
  (random) => `[${number(random)}[${number(random)}]${number(random)}]`,
  (random) => `\n[${number(random)}]\n`,
  (random) => `\n- First, the leaves [${number(random)}];\n- then «tea» [^${number(random)}]`,
  (random) => `\n${number(random)}. Второй пункт [S${number(random)}].\n`,
  (random) => `\`tea[${number(random)}]\``,
  (random) => `\n\`\`\`js\nleaf[${number(random)}]\n${random() < 0.8 ? '```\n' : ''}`,
  (random) => '`'.repeat(1 + Math.floor(random() * 4)),
  (random) => `שלום [${number(random)}] مرحبا. `,
  () => '👩‍👩‍👧 🇷🇺 e\u0301 ',
  (random) => (random() < 0.5 ? '\ud83d' : '\udc69'),
  () => 'NO_ANSWER',
  () => 'В документе не сказано, сколько. ',
  () => 'The document does not say, but it is so. ',
  (random) => `${'длинная строка без точки, '.repeat(Math.floor(random() ** 4 * 40))}`,
  () => '\n\n',
  () => '. ',
  () => ' ',
  () => 'см. ст. 5 (1) и т. д. ',
];

function number(random: () => number): number {
  return Math.floor(random() * LABELS);
}

function pick<T>(items: readonly T[], random: () => number): T {
  return items[Math.floor(random() * items.length)]!;
}

function mangledOutput(random: () => number): string {
  const parts = Array.from({ length: 1 + Math.floor(random() * 9) }, () => pick(PARTS, random)(random));
  return parts.map((part) => (random() < 0.1 ? part.slice(0, Math.floor(random() * part.length)) : part)).join('');
}

function cut(output: string, random: () => number): string[] {
  const longest = pick([1, 3, 12, 60], random);
  const deltas: string[] = [];
  for (let start = 0; start < output.length; start += deltas.at(-1)!.length) {
    deltas.push(output.slice(start, start + 1 + Math.floor(random() * longest)));
  }
  return deltas;
}

describe('an answer writer', () => {
  const strict = { grounding: 'strict', checkGrounding: supportsTruth } as const;
  const mark = { grounding: 'mark', checkGrounding: supportsTruth } as const;

  async function textOf(output: string, options: Parameters<typeof write>[1] = strict): Promise<string> {
    const result = await write([output], options);
    assertSound(result, output);
    return result.written.text;
  }

  for (const [name, output, text] of [
    ['numbers citations in order of appearance', 'True [7]. True too [2][7].', 'True [1]. True too [2][1].'],
    ['puts a marker before the punctuation, after one blank', 'True   [7]. True[3]!', 'True [1]. True [2]!'],
    ['drops labels that are not in the prompt', 'True [7, 99]. True [2][0].', 'True [1]. True [2].'],
    ['keeps a list', '- true [7];\n- верно [2];\n- true [7].', '- true [1];\n- верно [2];\n- true [1].'],
    ['leaves code alone', 'True `a[1]` [7], ```b[3]``` [2].', 'True `a[1]` [1], ```b[3]``` [2].'],
    ['begins with words', '\n[7] [2] True [2]. True [7].', 'True [1][2]. True [2].'],
    ['ends without blanks', ' \n True [7]. \n\n ', 'True [1].'],
  ] as const) {
    it(name, async () => {
      for (const options of [strict, mark]) assert.equal(await textOf(output, options), text);
    });
  }

  it('moves labels behind the words they precede when sentences are checked before they are shown', async () => {
    assert.equal(await textOf('[7] True.', strict), 'True [1].');
  });

  it('closes a block of code that the model did not, so that what it cites is cited behind it', async () => {
    for (const output of ['```\nIt is true.', '```\nIt is true.\n```', '~~~~ text\nIt is true.\n~~~']) {
      const { written } = await write([`True [2].\n\n${output}`], mark);
      assert.match(written.text, /\n(`{3}|~{4})$/, output);
    }
    const { written } = await write(['```\nIt is true.'], strict);
    assert.deepEqual(written.text, '', 'what cites nothing is not shown');
  });

  it('shows no signs that cannot be seen, and checks what is shown', async () => {
    const { written } = await write(['It is tr\u00adue at \u202e6 o\u202c\u200bclock 👩‍👧 [7].'], strict);
    assert.equal(written.text, 'It is true at 6 oclock 👩‍👧 [1].');
  });

  it('treats the refusal keyword as a refusal, whatever follows', async () => {
    assert.equal(await textOf('NO_ANSWER. Tea is nice.', strict), '');
  });

  it('puts the labels of a line of their own behind what stands before it', async () => {
    for (const options of [strict, mark]) {
      assert.equal(await textOf('True word.\n[7]\n\nTrue, too.\n[2]', options), 'True word [1].\n\nTrue, too [2].');
    }
  });

  it('leaves out code that the model left open, and cites nothing in it', async () => {
    assert.equal(await textOf('True `word [7]. True [3].', mark), 'True word [1]. True [2].');
  });

  it('leaves a block of code as it is, and cites it below', async () => {
    const code = '```\ntrue[3]\n```';
    for (const options of [strict, mark]) {
      assert.equal(await textOf(`True [7]:\n${code}\n[2]\nTrue [2].`, options), `True [1]:\n${code}\n[2]\nTrue [2].`);
    }
  });

  it('does not cite a quote that differs from the document', async () => {
    for (const options of [strict, mark]) {
      assert.equal(await textOf(`True [7]. True [${UNTRUE_LABEL}, 2].`, options), 'True [1]. True [2].');
    }
    assert.equal(await textOf(`True [7]. True, too [${UNTRUE_LABEL}].`), 'True [1].');
  });

  it('shows nothing of a refusal', async () => {
    for (const options of [strict, mark]) {
      for (const refusal of ['NO_ANSWER', ' NO_ANSWER.', 'NO_ANSWER [7].']) {
        const { written, events } = await write(cut(refusal, seededRandom(1)), options);
        const nothing = { text: '', citations: [], unsupported: [], supported: 0, refused: 0, omitted: null };
        const { outcome: _, ...shown } = written;
        assert.deepEqual(shown, { ...nothing, isRefused: true });
        assert.deepEqual(events, []);
      }
    }
  });

  it('shows words that only begin like a refusal', async () => {
    for (const output of ['NO true [7].', 'NO']) {
      const { written } = await write([output], mark);
      assert.deepEqual([written.text, written.isRefused], [output.replace('7', '1'), false]);
    }
  });

  it('drops a sentence that is not supported, or is shown with what is wrong', async () => {
    const output = 'True [7]. Wrong [2]. True, too [3]. No source.';
    assert.equal(await textOf(output), 'True [1]. True, too [2].');
    const { written } = await write([output], mark);
    assert.equal(written.text, 'True [1]. Wrong [2]. True, too [3]. No source.');
    const spans = written.unsupported.map(({ start, end }) => written.text.slice(start, end).trim());
    assert.deepEqual(spans, ['Wrong [2].', 'No source.']);
  });

  it('lists the unsupported words themselves when a sentence about what is missing comes before them', async () => {
    const output = 'The document does not say when. Wrong [2]. True [7].';
    const { written } = await write([output], mark);
    const spans = written.unsupported.map(({ start, end }) => written.text.slice(start, end));
    assert.deepEqual(spans, ['Wrong [1].']);
  });

  it('treats the refusal keyword as a refusal, whatever was dropped before and is missing after it', async () => {
    const { written } = await write(['Wrong [7].\nNO_ANSWER\nThe document does not say when.'], strict);
    assert.deepEqual([written.text, written.isRefused], ['', true]);
  });

  it('cites only verified quotes whatever the model writes, and however it is cut', { timeout: 120_000 }, async () => {
    for (let seed = 0; seed < OUTPUTS; seed += 1) {
      const random = seededRandom(seed);
      const output = mangledOutput(random);
      const grounding = seed % 2 ? 'mark' : 'strict';
      const readings: WrittenAnswer[] = [];
      for (const deltas of [cut(output, random), [output]]) {
        const decide = seededRandom(seed);
        const checkGrounding = () => (decide() < 0.6 ? supported() : unsupported());
        const result = await write(deltas, { grounding, checkGrounding });
        const shown = `seed ${seed}, ${grounding}: ${JSON.stringify(output)} became ${JSON.stringify(result.written)}`;
        assertSound(result, shown);
        readings.push(result.written);
      }
      assert.deepEqual(readings[0], readings[1], `seed ${seed}, ${grounding}: ${JSON.stringify(output)}`);
    }
  });
});
