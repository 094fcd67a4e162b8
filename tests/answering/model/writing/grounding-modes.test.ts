import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { supported, supportsTruth, write } from './written.ts';

const strict = (output: string) => write([output], { grounding: 'strict', checkGrounding: supportsTruth });
const mark = (output: string) => write([output], { grounding: 'mark', checkGrounding: supportsTruth });

describe('GROUNDING=strict', () => {
  it('counts what is left out by reason, with a line in the log for each', async () => {
    const { written, logged } = await strict(
      'True [1]. True [2]. Wrong [3]. So it is. The shop at pay.example is true [5].',
    );
    assert.deepEqual(written.omitted, { sentences: 3, reasons: { words: 2, address: 1 } });
    const lines = logged.map((line) => JSON.parse(line) as Record<string, unknown>);
    assert.deepEqual(
      lines.map(({ level, reason, sentence }) => [level, reason, sentence]),
      [
        ['debug', 'words', 'Wrong.'],
        ['debug', 'words', 'So it is.'],
        ['debug', 'address', 'The shop at pay.example is true.'],
      ],
    );
  });

  it('leaves out what is only said to the reader without counting it', async () => {
    for (const output of ['Sure! Here is the answer to your question. True [1].', 'True [1].\n\nI hope this helps!']) {
      for (const { written } of [await strict(output), await mark(output)]) {
        const { text, omitted, refused, unsupported } = written;
        assert.deepEqual([text, omitted, refused, unsupported], ['True [1].', null, 0, []], output);
      }
    }
  });

  it('takes no question for an answer, also where it has the words of what it cites', async () => {
    const options = { checkGrounding: supported, question: 'Where is tea grown' };
    for (const grounding of ['strict', 'mark'] as const) {
      for (const output of [
        'Where is tea grown [1].',
        'Question: where is tea grown? [1]',
        'Is tea grown in hills [1]?',
      ]) {
        const { written } = await write([output], { grounding, ...options });
        assert.deepEqual([written.text, written.supported, written.omitted], ['', 0, null], output);
      }
      const { written } = await write(['Where is tea grown? Tea grows in hills [1].'], { grounding, ...options });
      assert.equal(written.text, 'Tea grows in hills [1].');
    }
  });

  it('takes the title of a document or the heading of a section for no answer', async () => {
    const options = { grounding: 'strict', checkGrounding: supported } as const;
    const { written } = await write(['1. Tea [1]\n2. Tea [2]'], options);
    assert.deepEqual([written.text, written.supported], ['', 0]);
  });

  it('shows nothing where most statements are not supported', async () => {
    for (const output of ['Wrong [1]. True [2]. Wrong [3].', 'Wrong [1].\n\n# Heading\n\nWrong [2].']) {
      const { written, events } = await strict(output);
      assert.deepEqual([written.text, written.supported, written.isRefused, events], ['', 0, false, []], output);
    }
  });

  it('shows nothing until a statement is to the point, and counts what is beside it', async () => {
    let taken = 0;
    const relevanceFrom = (first: number) => ({ take: async () => ++taken >= first, outcome: null });
    const options = { grounding: 'strict', checkGrounding: supportsTruth } as const;
    const late = await write(['True [1]. ', 'True [2]. ', 'True [3].'], { ...options, relevance: relevanceFrom(2) });
    assert.equal(late.written.text, 'True [1]. True [2]. True [3].');
    taken = 0;
    const never = await write(['True [1]. True [2].'], { ...options, relevance: relevanceFrom(9) });
    assert.equal(never.written.text, '');
    assert.deepEqual(never.written.omitted, { sentences: 2, reasons: { 'beside-the-point': 2 } });
  });

  it('shows what is supported where half of it is', async () => {
    const { written } = await strict('Wrong [1]. True [2].');
    assert.deepEqual([written.text, written.supported], ['True [1].', 1]);
  });

  it('takes talk for no statement', async () => {
    const { written } = await strict('Sure! Here you are.\n\nTrue [1].\n\nAsk me more. Have a nice day.');
    assert.deepEqual([written.text, written.refused], ['True [1].', 0]);
  });

  it('takes for a refusal what says in any words that there is no answer, whatever unlabelled talk is beside it', async () => {
    for (const output of [
      'I do not know.',
      "Sorry, I can't answer that. Ask me something else!",
      'Ответа в тексте нет.',
      '不明',
    ])
      assert.equal((await strict(output)).written.isRefused, true, output);
    for (const output of ['Wrong [1]. I do not know.', 'Write one word: NO_ANSWER', 'So it is.'])
      assert.equal((await strict(output)).written.isRefused, false, output);
  });
});

describe('GROUNDING=mark', () => {
  const marked = async (output: string) => {
    const { text, unsupported } = (await mark(output)).written;
    return unsupported.map(({ start, end }) => text.slice(start, end));
  };

  it('lists the very words that are not supported, whatever stands before them', async () => {
    assert.deepEqual(await marked('The document does not say when. It costs 5000 euros [2]. True [3].'), [
      'It costs 5000 euros [1].',
    ]);
    assert.deepEqual(await marked('NO_ANSWER\n\n- wrong [1]\n- true [2]\n- wrong, too'), ['wrong [1]', 'wrong, too']);
    assert.deepEqual(await marked('As follows:\n\n| A | B |\n|--|--|\n| wrong | x [1] |'), ['| wrong | x [1] |']);
  });

  it('supports nothing where no statement is', async () => {
    const { written } = await mark('Wrong [1]. Wrong [2].');
    assert.deepEqual([written.supported, written.citations.length, written.isRefused], [0, 2, false]);
  });

  it('writes no address that the documents do not have', async () => {
    const { written } = await mark('Pay at https://pay.example/x [1] or [here](https://pay.example).');
    assert.equal(written.text, 'Pay at … [1] or here.');
  });
});
