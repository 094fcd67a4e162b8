import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startChild } from '../support/child-process.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import { type Indexer, killIndexer } from './kill-indexer.ts';

/** `npm run cluster-test` for ten thousand paragraphs. */
const SHORT = { documents: 120, paragraphs: 8 };

describe('two processes that index into one database, when one is killed', () => {
  let postgres: TestPostgres;
  before(async () => {
    postgres = await startPostgres();
  });
  after(() => postgres?.stop());

  it('leave their unwritten files to the other: each paragraph is stored once, with its words and aspects', async () => {
    let isStopped: Promise<void> | undefined;
    const { paragraphs } = await killIndexer({
      ...SHORT,
      database: postgres.config,
      start(settings) {
        const [killed, other] = ['stops', 'ends'].map((how) =>
          startChild(new URL('index-until-killed.ts', import.meta.url), [how], settings),
        );
        isStopped = letThemBegin(killed!, other!);
        return [killed as Indexer, other as Indexer];
      },
      isTime: () => isStopped!,
      endsClaims: true,
    });
    assert.equal(paragraphs, SHORT.documents * SHORT.paragraphs);
  });

  type Child = ReturnType<typeof startChild>;

  /** Both at once; resolves when the first one has stopped in the middle. */
  async function letThemBegin(killed: Child, other: Child): Promise<void> {
    for (const child of [killed, other]) assert.equal(await child.nextLine(), 'ready');
    for (const child of [killed, other]) child.process.stdin.write('begin\n');
    assert.equal(await killed.nextLine(), 'stopped');
  }
});
