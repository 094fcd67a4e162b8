import { after, afterEach } from 'node:test';
import { type Database, openDatabase } from '../../../src/stores/postgres/connection/database.ts';
import { openPostgresStore } from '../../../src/stores/postgres/paragraph-store.ts';
import { upgradeSchema } from '../../../src/stores/postgres/schema/upgrade-schema.ts';
import { startPostgres } from '../../support/postgres.ts';
import { describeParagraphStore } from '../paragraph-store-contract.ts';
import { describeStoreOriginals } from '../store-originals-contract.ts';
import { describeStoreScores } from '../store-scores-contract.ts';
import { describeFileClaims, describeStoreSharing } from '../store-sharing-contract.ts';
import { describeStoreUpdates } from '../store-updates-contract.ts';
import { describeStoreWords } from '../store-words-contract.ts';

const postgres = await startPostgres();
const open: Database[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((database) => database.close()));
});
after(() => postgres.stop());

/** A store over tables of its own. */
async function openStore() {
  const database = openDatabase(postgres.emptySchema());
  open.push(database);
  await upgradeSchema(database);
  return openPostgresStore(database);
}

describeParagraphStore('the PostgreSQL store', openStore);
describeStoreOriginals('the PostgreSQL store', openStore);
describeStoreScores('the PostgreSQL store', openStore);
describeStoreSharing('the PostgreSQL store', openStore);
describeFileClaims('the PostgreSQL store', openStore);
describeStoreUpdates('the PostgreSQL store', openStore);
describeStoreWords('the PostgreSQL store', openStore);
