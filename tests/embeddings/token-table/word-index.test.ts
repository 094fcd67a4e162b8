import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, it } from 'node:test';
import { PROJECT_DIRECTORY } from '../../../src/config/config.ts';
import { trustIn } from '../../../src/embeddings/known-share.ts';
import { tokenize } from '../../../src/text/tokenize.ts';
import { assertClose } from '../../support/assertions.ts';
import { createPlainWordIndex } from '../../support/plain-word-index.ts';
import { openBuiltInEmbedder } from '../../support/tiny-model.ts';

describe('an index of words', () => {
  const { words } = openBuiltInEmbedder();
  const vocabulary = async () => {
    const text = await readFile(path.join(PROJECT_DIRECTORY, 'documents/csto-declaration-2024.txt'), 'utf8');
    return [...new Set(tokenize(text))];
  };

  it('finds the same words as comparing all vectors does', async () => {
    const terms = await vocabulary();
    const index = await words.createIndex();
    for (let from = 0; from < terms.length; from += 37) index.add(terms.slice(from, from + 37));
    assert.equal(index.count, terms.length);
    const asked = [...terms.filter((_, place) => place % 40 === 0), 'мир', 'security', 'наркотик', 'перемирие'];
    const vectorOf = new Map<string, Float32Array>();
    for (const word of [...terms, ...asked]) {
      const [[vector], [share]] = await Promise.all([words.embed([word], 'query'), words.knownShares([word])]);
      vectorOf.set(word, trustIn(share!) > 0 ? vector! : new Float32Array(vector!.length));
    }
    const plain = createPlainWordIndex((word) => vectorOf.get(word)!);
    plain.add(terms);
    const [found, expected] = [
      index.nearest(asked, { limit: 20, above: 0 }),
      plain.nearest(asked, { limit: 20, above: 0 }),
    ];
    for (const [row, matches] of found.entries()) {
      const near = expected[row]!.filter(({ similarity }) => similarity > 0.4);
      assert.deepEqual(
        matches.slice(0, near.length).map(({ place }) => terms[place]),
        near.map(({ place }) => terms[place]),
        asked[row],
      );
      for (const [place, { similarity }] of near.entries()) assertClose(matches[place]!.similarity, similarity, 0.01);
    }
  });

  it('finds nothing for a word that the model does not know, and never such a word', async () => {
    const index = await words.createIndex();
    index.add(['мир', '仓库的钥匙', 'peace']);
    assert.deepEqual(index.nearest(['仓库的钥匙', ''], { limit: 5, above: 0 }), [[], []]);
    assert.deepEqual(
      index.nearest(['мир'], { limit: 5, above: 0 })[0]!.map(({ place }) => place),
      [0, 2],
    );
  });

  it('takes words of tokens that say nothing, and finds others beside them', async () => {
    const index = await words.createIndex();
    const silent = ['іі', 'ііі', 'â', '₽'];
    index.add([...silent, 'мир']);
    for (const word of [...silent, 'мир', 'статьи', 'кодекса', 'управления']) {
      assert.ok(
        index.nearest([word], { limit: 5, above: 0 })[0]!.every(({ similarity }) => Number.isFinite(similarity)),
        word,
      );
    }
    assert.equal(index.nearest(['мир'], { limit: 1, above: 0 })[0]![0]!.place, silent.length);
  });

  it('finds as many as are asked for, the nearest first', async () => {
    const index = await words.createIndex();
    index.add(['договор', 'соглашение', 'кошка', 'контракт', 'собака']);
    const [matches] = index.nearest(['договор'], { limit: 2, above: 0 });
    assert.equal(matches!.length, 2);
    assert.equal(matches![0]!.place, 0);
    assertClose(matches![0]!.similarity, 1, 0.01);
  });
});
