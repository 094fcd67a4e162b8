import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { openSqliteStore } from '../../src/stores/sqlite-store.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';
import { describeParagraphStore } from './paragraph-store-contract.ts';
import { describeStoreUpdates } from './store-updates-contract.ts';

const directory = temporaryDirectory();
const openStore = async () => openSqliteStore(path.join(directory, randomUUID()));

describeParagraphStore('SQLite store', openStore);
describeStoreUpdates('SQLite store', openStore);
