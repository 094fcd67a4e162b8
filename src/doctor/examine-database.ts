import type { Config } from '../config/config.ts';
import { describeDatabase } from '../config/database.ts';
import { listDocumentFiles } from '../documents/read-documents.ts';
import { createRecognition, type Recognition } from '../documents/recognition/recognition.ts';
import type { EmbeddingModel } from '../embeddings/embedder.ts';
import type { Check, Finding } from '../stores/check.ts';
import type { Source } from '../stores/document-reader.ts';
import {
  checkReplica,
  checkSchema,
  checkServer,
  checksOfTables,
  checkTurns,
} from '../stores/postgres/checks/check-database.ts';
import { type Database, openDatabase } from '../stores/postgres/connection/database.ts';
import { openReplica } from '../stores/postgres/connection/replica.ts';
import { createCurrentVersion } from '../stores/postgres/reading/index-version.ts';
import { readDocuments } from '../stores/postgres/reading/read-documents.ts';
import { CONVERTER_CHECK, checkDocumentsFolder } from './check-folders.ts';
import { checkModel } from './check-model.ts';
import { checkRecognition } from './check-recognition.ts';
import { checkSources } from './check-sources.ts';

type ExaminedDatabase = Pick<
  Config,
  'documentsDirectory' | 'embedding' | 'documentMaxBytes' | 'recognition' | 'watchesDocuments'
> & {
  database: NonNullable<Config['database']>;
};
type Look = (check: Check) => Promise<Finding>;

/** As `examine`, where everything is kept in a database: folders are looked at as far as they matter to it. */
export async function* examineDatabase(
  config: ExaminedDatabase,
  { model, look }: { model: () => Promise<EmbeddingModel>; look: Look },
): AsyncGenerator<Finding> {
  const {
    database: { write, read },
    documentsDirectory: directory,
    watchesDocuments,
  } = config;
  const recognition = config.recognition && createRecognition(config.recognition);
  const database = openDatabase(write);
  const replica = read && openReplica(read);
  try {
    if (watchesDocuments) yield look(checkDocumentsFolder(directory));
    yield look(CONVERTER_CHECK);
    yield look(checkRecognition(recognition));
    for (const check of [checkServer(database, { where: describeDatabase(write) }), checkSchema(database)]) {
      const finding = await look(check);
      yield finding;
      if (!finding.isOk) return;
    }
    if (replica) yield look(checkReplica(replica, { written: database, where: describeDatabase(read) }));
    const index = await look(checkIndex(database));
    yield index;
    const checks = index.isOk ? await checksOfIndex(database, { ...config, model, recognition }) : [];
    for (const check of [...checks, checkTurns(database)]) yield look(check);
  } finally {
    await Promise.all([database.close(), replica?.close()]);
  }
}

const manifestOf = async (database: Database) =>
  (await createCurrentVersion(database).look()).version?.manifest ?? null;

function checkIndex(database: Database): Check {
  return {
    name: 'Index',
    cure: 'go back to a backup with pg_restore',
    async examine() {
      const manifest = await manifestOf(database);
      return manifest === null
        ? { found: '', wrong: 'nothing is indexed yet', run: 'npm run index' }
        : { found: `made with "${manifest.embedding.name}"`, wrong: null };
    },
  };
}

async function checksOfIndex(
  database: Database,
  {
    documentsDirectory: directory,
    documentMaxBytes: maxBytes,
    watchesDocuments,
    embedding,
    model,
    recognition,
  }: Omit<ExaminedDatabase, 'recognition'> & {
    model: () => Promise<EmbeddingModel>;
    recognition: Recognition | null;
  },
): Promise<Check[]> {
  const reading = readDocuments(database);
  // What cannot be read is reported by the check of documents.
  const sources = await reading.sources().catch(() => new Map<string, Source>());
  const files = [...sources].filter(([, source]) => !isSuperseded(source));
  const haveFiles = new Set(files.map(([, { documentId }]) => documentId));
  const cures = {
    rebuild: await rebuildCommand(directory, [...sources.keys()]),
    isOnlyHere: (id: string) => !haveFiles.has(id),
  };
  return [
    ...checksOfTables(database, cures),
    checkModel(() => manifestOf(database), { model, embedding }),
    watchesDocuments ? checkSources(reading, { directory, maxBytes, recognition }) : checkStored(reading),
  ];
}

/** Whether what is in the database is newer than the file, or the file gave nothing. */
function isSuperseded({ supersededContents, problem }: Source): boolean {
  return supersededContents !== null || problem !== null;
}

/** A rebuild removes documents whose files were deleted: where the folder is another one, those would be most. */
async function rebuildCommand(directory: string, indexed: string[]): Promise<string> {
  const rebuild = 'npm run index -- --rebuild';
  const there = new Set(await listDocumentFiles(directory).catch(() => []));
  const missing = indexed.filter((file) => !there.has(file)).length;
  return missing === 0
    ? rebuild
    : `${rebuild}, where DOCUMENTS_DIR has all that was indexed: ${missing} files are not in "${directory}"`;
}

/** Where no folder is followed, documents come over HTTP, and there is nothing to compare them with. */
function checkStored({ documents, sources }: Pick<ReturnType<typeof readDocuments>, 'documents' | 'sources'>): Check {
  return {
    name: 'Documents',
    cure: 'npm run index',
    async examine() {
      const [{ length }] = await Promise.all([documents(), sources()]);
      return {
        found: `${length}, not compared with DOCUMENTS_DIR, which is not followed (WATCH_DOCUMENTS)`,
        wrong: null,
      };
    },
  };
}
