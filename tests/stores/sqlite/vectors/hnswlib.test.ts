import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { graphProblem } from '../../../../src/stores/sqlite/vectors/hnswlib.ts';
import { openVectorIndex } from '../../../../src/stores/sqlite/vectors/open-vector-index.ts';
import { runPilcrow } from '../../../cli/run-pilcrow.ts';
import { temporaryDirectory, writeFiles } from '../../../support/temporary-directory.ts';
import { clusteredVectors, openStoredVectors } from './stored-vectors.ts';

const BROKEN_MODULES = path.resolve(import.meta.dirname, '../../../support/broken-modules.cjs');

const makePlace = () => ({
  DOCUMENTS_DIR: writeFiles(temporaryDirectory(), { 'tea.txt': 'Green tea is steeped for two minutes.' }),
  INDEX_DIR: temporaryDirectory(),
});
const graphsIn = (directory: string) => readdirSync(directory).filter((file) => file.endsWith('.hnsw'));

describe('the library of graphs', { timeout: 180_000 }, () => {
  it('is what searches, where it has to be', { skip: !process.env.REQUIRE_GRAPH }, async () => {
    assert.equal(graphProblem, null);
    const { database, directory, add } = openStoredVectors();
    add(clusteredVectors(61)(50));
    const options = { directory, model: 'model', dimensions: 256, isShortened: false };
    const index = openVectorIndex(database, options);
    after(() => index.close());
    await index.save(0);
    assert.equal(graphsIn(directory).length, 1);
  });

  it('may be missing: questions are answered, and doctor says once what to do', async () => {
    const place = makePlace();
    const settings = {
      ...{ ...place, BROKEN_MODULES: 'hnswlib-node' },
      NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --require ${BROKEN_MODULES}`,
    };
    const asked = await runPilcrow(['ask', 'How long is green tea steeped?'], settings);
    assert.deepEqual([asked.exitCode, graphsIn(place.INDEX_DIR)], [0, []]);
    assert.match(asked.stdout, /two minutes/);
    const { stdout } = await runPilcrow(['doctor'], settings);
    assert.equal(stdout.match(/npm (?:install|rebuild hnswlib-node)/g)?.length, 1, stdout);
  });
});
