import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { openDatabase } from '../../../src/stores/sqlite/connection/database.ts';
import { prepareEmbeddingWrites } from '../../../src/stores/sqlite/embedding-cache.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

const FULL = 2;

function openWriter() {
  const database = openDatabase(temporaryDirectory(), { durable: true });
  after(() => database.close());
  const settings: string[] = [];
  const pragma = database.pragma.bind(database);
  database.pragma = (source, options) => {
    settings.push(source);
    return pragma(source, options);
  };
  return {
    database,
    settings,
    cache: prepareEmbeddingWrites(database, { precision: 'int8' }),
    synchronous: () => pragma('synchronous', { simple: true }),
    count: () => database.prepare('SELECT count(*) FROM embeddings').pluck().get(),
  };
}
const embedding = (hash: string) => ({ hash, vector: Float32Array.of(1, 2, 3) });

describe('embeddings that are written before the update that needs them', () => {
  it('do not wait for the disk, which what is written afterwards does', () => {
    const { cache, settings, synchronous, count } = openWriter();
    cache('model', [embedding('a'), embedding('b')]);
    assert.deepEqual(settings, ['synchronous = NORMAL', 'synchronous = FULL']);
    assert.deepEqual([synchronous(), count()], [FULL, 2]);
  });

  it('leave it so when they cannot be written', () => {
    const { cache, synchronous, count } = openWriter();
    assert.throws(() => cache('model', [embedding('a'), embedding(null as never)]), /NOT NULL/);
    assert.deepEqual([synchronous(), count()], [FULL, 0]);
  });

  it('belong to an update that is going on, and are on the disk with it', () => {
    const { database, cache, settings, count } = openWriter();
    database.exec('BEGIN IMMEDIATE');
    cache('model', [embedding('a')]);
    assert.deepEqual([settings, count()], [[], 1]);
    database.exec('ROLLBACK');
    assert.equal(count(), 0);
  });
});
