import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { BaseCallbackHandler } from '@langchain/core/callbacks/base';
import { type RunnableConfig, RunnableSequence } from '@langchain/core/runnables';
import { ChainStep, listingStep } from '../../src/answering/chain-step.ts';

/** Records which run is a part of which, by their names. */
class RunListener extends BaseCallbackHandler {
  name = 'run-listener';
  heard: string[] = [];
  readonly #names = new Map<string, string>();
  override handleChainStart(
    ...[, , runId, parentRunId, , , , runName = '']: Parameters<NonNullable<BaseCallbackHandler['handleChainStart']>>
  ) {
    this.#names.set(runId, runName);
    this.heard.push(`${runName} in ${parentRunId === undefined ? 'nothing' : this.#names.get(parentRunId)}`);
  }
  override handleChainEnd(_outputs: unknown, runId: string) {
    this.heard.push(`${this.#names.get(runId)} ended`);
  }
  override handleChainError(error: Error, runId: string) {
    this.heard.push(`${this.#names.get(runId)} failed: ${error.message}`);
  }
}

const letters = listingStep('letters', async function* (word: string) {
  for (const letter of word) yield [letter];
});
const outer = new ChainStep<string, string[]>({
  name: 'outer',
  whole: (word, config) => letters.invoke(word, config),
  async *inPieces(word, config) {
    yield* await letters.stream(word, config);
  },
});

async function streamed(word: string, options: Partial<RunnableConfig> = {}) {
  const pieces: string[][] = [];
  for await (const piece of await outer.stream(word, options)) pieces.push(piece);
  return pieces;
}

describe('ChainStep', () => {
  it('gives a list as a whole, and streams it piece by piece', async () => {
    assert.deepEqual(await outer.invoke('abc'), ['a', 'b', 'c']);
    assert.deepEqual(await streamed('abc'), [['a'], ['b'], ['c']]);
  });

  it('tells callbacks which run is a part of which, as a whole and piece by piece', async () => {
    const [whole, inPieces] = [new RunListener(), new RunListener()];
    await outer.invoke('ab', { callbacks: [whole], runId: '00000000-0000-4000-8000-000000000001' });
    await streamed('ab', { callbacks: [inPieces], runId: '00000000-0000-4000-8000-000000000002' });
    const expected = ['outer in nothing', 'letters in outer', 'letters ended', 'outer ended'];
    assert.deepEqual(whole.heard, expected);
    assert.deepEqual(inPieces.heard, expected);
  });

  it('reports a failure to callbacks, and to who asked', async () => {
    const listener = new RunListener();
    const failing = new ChainStep<string, string>({ name: 'failing', whole: async () => Promise.reject(Error('no')) });
    await assert.rejects(failing.invoke('a', { callbacks: [listener] }), /no/);
    assert.deepEqual(listener.heard, ['failing in nothing', 'failing failed: no']);
  });

  it('ends when its signal is aborted, and makes no more pieces', async () => {
    const controller = new AbortController();
    let made = 0;
    const endless = listingStep('endless', async function* () {
      for (;;) {
        made += 1;
        if (made === 3) controller.abort(new Error('left'));
        yield [made];
      }
    });
    await assert.rejects(endless.invoke('', { signal: controller.signal }), /left|Abort/);
    assert.equal(made, 3);
  });

  it('is a step of a sequence that streams when the steps before it are done', async () => {
    const upper = new ChainStep({ name: 'upper', whole: async (word: string) => word.toUpperCase() });
    const pieces: string[][] = [];
    for await (const piece of await RunnableSequence.from([upper, letters]).stream('ab'))
      pieces.push(piece as string[]);
    assert.deepEqual(pieces, [['A'], ['B']]);
  });
});
