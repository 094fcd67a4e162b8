import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { embedOnEveryCore } from '../../src/embeddings/embed-on-every-core.ts';
import { createRecordingEmbedder, type RecordingEmbedder } from '../support/recording-embedder.ts';

const MANY = Array.from({ length: 32 }, (_, index) => `Paragraph ${index}`);

/** Three cores, and what each was given. */
function onThreeCores() {
  const opened: RecordingEmbedder[] = [];
  const closed: RecordingEmbedder[] = [];
  const embedder = embedOnEveryCore(() => {
    const one = createRecordingEmbedder();
    one.close = async () => void closed.push(one);
    opened.push(one);
    return one;
  }, 3);
  return { embedder, opened, closed };
}

describe('embedOnEveryCore', () => {
  it('opens a model for each core when there are many passages, and takes them in turn', async () => {
    const { embedder, opened } = onThreeCores();
    assert.equal(opened.length, 1);
    await Promise.all([MANY, MANY, MANY].map((texts) => embedder.embed(texts, 'passage')));
    assert.deepEqual(
      opened.map(({ embedded }) => embedded.length),
      [32, 32, 32],
    );
    await embedder.close();
  });

  it('asks the first one alone for questions, and for a few passages', async () => {
    const { embedder, opened } = onThreeCores();
    await embedder.embed(MANY, 'query');
    await embedder.embed(MANY.slice(0, 31), 'passage');
    assert.equal(opened.length, 1);
    await embedder.close();
  });

  it('closes them all', async () => {
    const { embedder, opened, closed } = onThreeCores();
    await embedder.embed(MANY, 'passage');
    await embedder.close();
    assert.deepEqual(new Set(closed), new Set(opened));
    assert.equal(closed.length, 3);
  });
});
