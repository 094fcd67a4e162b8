import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { compareWords } from '../../../src/answering/grounding/compare-words.ts';
import { openBuiltInEmbedder } from '../../support/tiny-model.ts';

describe('compareWords', () => {
  const embedder = openBuiltInEmbedder();
  after(() => embedder.close());

  it('compares words by spelling or meaning, whichever is more', async () => {
    const { likeness, cosine } = await compareWords(embedder, ['harbour', 'harbours', 'port', 'сливки']);
    assert.equal(likeness('harbour', 'harbour'), 1);
    assert.ok(likeness('harbour', 'harbours') > 0.6, `${likeness('harbour', 'harbours')}`);
    assert.ok(cosine('harbour', 'port') > cosine('harbour', 'сливки'), 'a port is nearer than cream');
  });

  it('compares what it was not given by spelling alone', async () => {
    const { likeness, cosine } = await compareWords(embedder, ['harbour']);
    assert.equal(cosine('harbour', 'bour'), 0);
    assert.equal(likeness('harbour', 'mill'), 0);
    assert.ok(likeness('harbour', 'harbours') > 0.6, `${likeness('harbour', 'harbours')}`);
  });
});
