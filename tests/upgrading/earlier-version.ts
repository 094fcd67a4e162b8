import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { temporaryDirectory } from '../support/temporary-directory.ts';

/**
 * A backup that commit edbbc33 made with `npm run backup`, each file gzipped: four small documents (one came over HTTP and was given a title and tags there),
 * their index, and three conversations with feedback that expire in a hundred years.
 */
const EARLIER_VERSION = path.join(import.meta.dirname, 'earlier-version');

/** The conversations in it: one with a follow-up, one in Russian, and one about a paragraph. */
export const CONVERSATIONS = {
  rent: 'f302fdfc-b90e-4dbe-b48c-c301cdfb0be0',
  beacon: 'd50a9ee0-b0be-4991-8290-3427c9b3c460',
  ferry: '6b27245d-665f-47f6-9ef3-135e0f473344',
};

/** Unpacks the backup into a folder of its own. */
export function unpackBackup(): string {
  const directory = temporaryDirectory();
  for (const file of readdirSync(EARLIER_VERSION, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.gz')) continue;
    const place = path.join(directory, file.slice(0, -'.gz'.length));
    mkdirSync(path.dirname(place), { recursive: true });
    writeFileSync(place, gunzipSync(readFileSync(path.join(EARLIER_VERSION, file))));
  }
  return directory;
}

/** The settings of an installation as that version left it: documents, index and conversations. */
export function earlierInstallation(): { DOCUMENTS_DIR: string; INDEX_DIR: string } {
  const directory = unpackBackup();
  const index = path.join(directory, 'index');
  mkdirSync(index);
  for (const file of ['pilcrow.sqlite', 'conversations.sqlite'])
    renameSync(path.join(directory, file), path.join(index, file));
  return { DOCUMENTS_DIR: path.join(directory, 'documents'), INDEX_DIR: index };
}
