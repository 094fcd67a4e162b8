import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Config, HttpConfig } from '../config/config.ts';
import { createRecognition, type Recognition } from '../documents/recognition/recognition.ts';
import type { EmbeddingModel } from '../embeddings/embedder.ts';
import type { Check, CheckProgress, Finding, Outcome } from '../stores/check.ts';
import { checkConversations } from '../stores/sqlite/checks/check-conversations.ts';
import { checksOfTables } from '../stores/sqlite/checks/check-database.ts';
import { checkLeftovers, checksOfSavedFiles } from '../stores/sqlite/checks/check-saved.ts';
import { manifestOf } from '../stores/sqlite/checks/manifest-of.ts';
import { INDEX_DATABASE, openReader } from '../stores/sqlite/connection/database.ts';
import { isWritable } from '../stores/sqlite/connection/database-errors.ts';
import { openReadableIndex, type ReadableIndex } from '../stores/sqlite/connection/read-only-index.ts';
import { readDocuments } from '../stores/sqlite/reading/read-documents.ts';
import { isUpgradable, schemaVersionOf } from '../stores/sqlite/schema/upgrade-schema.ts';
import { carryOut } from './carry-out.ts';
import { checkAccess } from './check-access.ts';
import { CONVERTER_CHECK, checksOfFolders } from './check-folders.ts';
import { checkModel } from './check-model.ts';
import { checkRecognition } from './check-recognition.ts';
import { checkReranker } from './check-reranker.ts';
import { checkSources } from './check-sources.ts';

/** The settings that say what is looked at. */
type Examined = Pick<
  Config,
  | 'documentsDirectory'
  | 'embedding'
  | 'indexDirectory'
  | 'documentMaxBytes'
  | 'recognition'
  | 'reranker'
  | 'chatModel'
  | 'contextTokens'
  | 'promptsDirectory'
  | 'database'
  | 'watchesDocuments'
  | 'host'
> & { http: Pick<HttpConfig, 'access'> };
type Index = ReturnType<typeof openReader>;

/**
 * Looks at everything that is kept, changes nothing, and says of each thing how it is and what to run. A check that fails is a finding, too.
 *
 * @param options.model The model of the settings.
 */
export async function* examine(
  config: Examined,
  {
    model,
    onProgress,
  }: { model: () => Promise<EmbeddingModel>; onProgress: (check: string, step: Parameters<CheckProgress>[0]) => void },
): AsyncGenerator<Finding> {
  const { indexDirectory } = config;
  const look = (check: Check) => carryOut(check, (step) => onProgress(check.name, step));
  for (const check of [...(await checksOfModels(config)), checkAccess(config)]) yield look(check);
  if (config.database) {
    const { examineDatabase } = await import('./examine-database.ts');
    yield* examineDatabase({ ...config, database: config.database }, { model, look });
    return;
  }
  for (const check of [...checksOfFolders(config), CONVERTER_CHECK]) yield look(check);
  const recognition = config.recognition && createRecognition(config.recognition);
  yield look(checkRecognition(recognition));

  const opened: { close(): void; checks: Check[] }[] = [];
  const openIndex = (): Outcome => {
    if (!existsSync(path.join(indexDirectory, INDEX_DATABASE))) {
      return { found: '', wrong: 'there is none yet', run: 'npm run index' };
    }
    const { database: index, close } = openIndexToRead(indexDirectory);
    try {
      const version = schemaVersionOf(index);
      if (version !== null && isUpgradable(version)) {
        close();
        return {
          found: '',
          wrong: `its tables are of version ${version}, not yet brought up to date`,
          run: 'npm run index',
        };
      }
      // All is looked at as it is now, whatever is written meanwhile.
      index.exec('BEGIN');
      opened.push({ close, checks: checksOfIndex(index, { ...config, model, recognition }) });
    } catch (error) {
      close();
      throw error;
    }
    const manifest = manifestOf(index);
    return manifest === null
      ? { found: '', wrong: 'nothing is indexed yet', run: 'npm run index' }
      : { found: `made with "${manifest.embedding.name}"`, wrong: null };
  };
  yield look({ name: 'Index', cure: 'npm run index -- --rebuild', examine: openIndex });
  for (const { close, checks } of opened) {
    try {
      for (const check of checks) yield look(check);
    } finally {
      close();
    }
  }
  yield look(checkConversations(indexDirectory));
  yield look(checkLeftovers(indexDirectory));
}

/** Checks of what is asked while a question is answered. */
async function checksOfModels({ chatModel, reranker, ...config }: Examined): Promise<Check[]> {
  const checks = reranker ? [checkReranker(reranker)] : [];
  if (chatModel === null) return checks;
  // Imported late: LangChain's model classes take a while, and most run without a chat model.
  const { checkChatModel } = await import('./check-chat-model.ts');
  return [checkChatModel({ ...config, chatModel }), ...checks];
}

/** Nothing is written where that is possible. */
function openIndexToRead(indexDirectory: string): Pick<ReadableIndex, 'database' | 'close'> {
  if (!isWritable(indexDirectory)) return openReadableIndex(indexDirectory);
  const database = openReader(indexDirectory);
  return { database, close: () => database.close() };
}

interface ExaminedIndex
  extends Pick<Examined, 'documentsDirectory' | 'documentMaxBytes' | 'embedding' | 'indexDirectory'> {
  model: () => Promise<EmbeddingModel>;
  recognition: Recognition | null;
}

function checksOfIndex(
  index: Index,
  { model, recognition, indexDirectory, embedding, ...config }: ExaminedIndex,
): Check[] {
  const { documentsDirectory: directory, documentMaxBytes: maxBytes } = config;
  const reading = readDocuments(index);
  return [
    ...checksOfTables(index),
    checkModel(async () => manifestOf(index), { model, embedding }),
    checkSources(reading, { directory, maxBytes, recognition }),
    ...checksOfSavedFiles(index, indexDirectory),
  ];
}
