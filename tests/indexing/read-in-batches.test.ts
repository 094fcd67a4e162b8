import assert from 'node:assert/strict';
import { rmSync, utimesSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { planIndexing } from '../../src/indexing/plan-indexing.ts';
import { oneAhead, type ReadBatch, readInBatches } from '../../src/indexing/read-in-batches.ts';
import { aMinuteLater, COFFEE, openKitchen, TEA } from '../support/kitchen.ts';
import { writeFiles } from '../support/temporary-directory.ts';

/** Reads what has to be read of a folder. */
async function readKitchen(
  { store, directory }: Pick<ReturnType<typeof openKitchen>, 'store' | 'directory'>,
  { isRebuild = false, between = () => {} }: { isRebuild?: boolean; between?: () => void } = {},
): Promise<ReadBatch[]> {
  const plan = await planIndexing(store, { directory, isRebuild });
  const batches: ReadBatch[] = [];
  between();
  for await (const batch of readInBatches(plan, { store, directory, maxBytes: 1e6, isRebuild })) batches.push(batch);
  return batches;
}
const idsOf = ({ documents }: ReadBatch) => documents.map(({ document }) => document.id);
const countsOf = ({ added, changed, unchanged, files }: ReadBatch) => ({ added, changed, unchanged, files });
const pages = (count: number) => Array.from({ length: count }, (_, index) => `Page ${index}.`).join('\n\n');

describe('readInBatches', () => {
  it('reads documents together up to a thousand paragraphs, and never splits one', async () => {
    const files = { 'a.txt': pages(600), 'b.txt': pages(500), 'c.txt': pages(2500), 'd.txt': TEA, 'e.txt': TEA };
    const batches = await readKitchen(openKitchen(files));
    assert.deepEqual(batches.map(idsOf), [['a', 'b'], ['c'], ['d', 'e']]);
    assert.deepEqual(
      batches.map(({ files }) => files),
      [2, 1, 2],
    );
  });

  it('reads at most five hundred files together, also those that cannot be read', async () => {
    const files = Object.fromEntries(Array.from({ length: 501 }, (_, index) => [`${index}.pdf`, '%PDF']));
    const batches = await readKitchen(openKitchen(files));
    assert.deepEqual(
      batches.map(({ problems, sources }) => [problems.length, sources.size]),
      [
        [500, 500],
        [1, 1],
      ],
    );
  });

  it('yields nothing when there is nothing to read', async () => {
    assert.deepEqual(await readKitchen(openKitchen({})), []);
  });

  it('distinguishes new, changed and touched files, and reads a touched file without writing it', async (context) => {
    aMinuteLater(context);
    const kitchen = openKitchen({ 'same.txt': TEA, 'touched.txt': TEA, 'changed.txt': TEA });
    await kitchen.index();
    utimesSync(path.join(kitchen.directory, 'touched.txt'), 1, 1);
    writeFiles(kitchen.directory, { 'changed.txt': COFFEE, 'new.txt': COFFEE });
    const [batch] = (await readKitchen(kitchen)) as [ReadBatch];
    assert.deepEqual(idsOf(batch), ['changed', 'new']);
    assert.deepEqual(countsOf(batch), { added: 1, changed: 1, unchanged: 1, files: 3 });
    assert.deepEqual([...batch.sources.keys()], ['changed.txt', 'new.txt', 'touched.txt']);
    const { changed, unchanged } = await kitchen.index();
    assert.deepEqual([changed, unchanged], [1, 2]);
    assert.equal((await kitchen.index()).unchanged, 4);
  });

  it('treats a changed sidecar as a changed document', async (context) => {
    aMinuteLater(context);
    const kitchen = openKitchen({ 'tea.txt': TEA, 'tea.meta.json': '{"title": "Tea"}' });
    await kitchen.index();
    writeFiles(kitchen.directory, { 'tea.meta.json': '{ "title": "Tea" }' });
    assert.equal((await readKitchen(kitchen))[0]!.unchanged, 1);
    writeFiles(kitchen.directory, { 'tea.meta.json': '{"title": "Teas"}' });
    const [batch] = await readKitchen(kitchen);
    assert.deepEqual([batch!.changed, batch!.documents[0]!.document.title], [1, 'Teas']);
  });

  it('reports why a file cannot be read, also one deleted meanwhile, and reads the others', async () => {
    const kitchen = openKitchen({ 'a.txt': TEA, 'bad.pdf': '%PDF', 'gone.txt': TEA, 'z.txt': COFFEE });
    const between = () => rmSync(path.join(kitchen.directory, 'gone.txt'));
    const [batch] = (await readKitchen(kitchen, { between })) as [ReadBatch];
    assert.deepEqual(idsOf(batch), ['a', 'z']);
    assert.deepEqual(
      batch.problems.map(({ documentId }) => documentId),
      ['bad', 'gone'],
    );
    for (const { documentId, error } of batch.problems) {
      const source = [...batch.sources.values()].find((candidate) => candidate.documentId === documentId);
      assert.equal(source!.problem, error.message);
    }
    assert.equal(batch.sources.get('a.txt')!.problem, null);
  });

  it('reads everything for a rebuild, and takes the stored text of files that cannot be read now', async (context) => {
    aMinuteLater(context);
    const kitchen = openKitchen({ 'a.txt': TEA, 'b.txt': COFFEE });
    await kitchen.index();
    writeFiles(kitchen.directory, { 'a.txt': '', 'never-read.txt': '' });
    const [usual] = (await readKitchen(kitchen)) as [ReadBatch];
    assert.deepEqual([idsOf(usual), usual.problems.length], [[], 2]);
    const [batch] = (await readKitchen(kitchen, { isRebuild: true })) as [ReadBatch];
    assert.deepEqual(
      batch.documents.map(({ document }) => document.text),
      [TEA, COFFEE],
    );
    assert.deepEqual(countsOf(batch), { added: 0, changed: 2, unchanged: 0, files: 3 });
    assert.equal(batch.problems.length, 2);
  });
});

describe('oneAhead', () => {
  /** Counts up to a number, reports each one, and fails after `failAfter`. */
  async function* count(to: number, { made, failAfter = Infinity }: { made: number[]; failAfter?: number }) {
    for (let number = 1; number <= to; number += 1) {
      if (number > failAfter) throw new Error('broken');
      made.push(number);
      yield number;
    }
  }

  it('yields every item in order, and prepares the next one while one is processed', async () => {
    const made: number[] = [];
    const seen: number[][] = [];
    for await (const item of oneAhead(count(3, { made }))) seen.push([item, made.length]);
    assert.deepEqual(seen, [
      [1, 2],
      [2, 3],
      [3, 3],
    ]);
  });

  it('fails where the items fail, after the items before were processed', async () => {
    const seen: number[] = [];
    const all = async () => {
      for await (const item of oneAhead(count(5, { made: [], failAfter: 2 }))) seen.push(item);
    };
    await assert.rejects(all(), /broken/);
    assert.deepEqual(seen, [1, 2]);
  });
});
