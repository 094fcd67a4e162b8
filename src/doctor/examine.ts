import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Config } from '../config.ts';
import { SPLITTER_VERSION } from '../documents/split-paragraphs.ts';
import { type EmbeddingModel, embeddingModelKey } from '../embeddings/embedder.ts';
import { reasonOf } from '../errors.ts';
import { ANALYZER_VERSION } from '../language/tokenize.ts';
import type { Check, CheckProgress, Finding, Outcome } from '../stores/checks/check.ts';
import { checkConversations } from '../stores/checks/check-conversations.ts';
import { checkLeftovers, checksOfSavedFiles } from '../stores/checks/check-saved.ts';
import { checksOfTables, manifestOf } from '../stores/checks/check-tables.ts';
import { isWritable } from '../stores/index-errors.ts';
import { openReadableIndex, type ReadableIndex } from '../stores/read-only-index.ts';
import { readSources } from '../stores/read-sources.ts';
import { INDEX_DATABASE, openReader } from '../stores/sqlite-schema.ts';
import { checksOfFolders } from './check-folders.ts';
import { checkSources } from './check-sources.ts';

type Examined = Pick<Config, 'documentsDirectory' | 'indexDirectory' | 'documentMaxBytes'>;
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
  for (const check of checksOfFolders(config)) yield look(check);

  const opened: { close(): void; checks: Check[] }[] = [];
  const openIndex = (): Outcome => {
    if (!existsSync(path.join(indexDirectory, INDEX_DATABASE))) {
      return { found: '', wrong: 'there is none yet', run: 'npm run index' };
    }
    const { database: index, close } = openIndexToRead(indexDirectory);
    try {
      // All is looked at as it is now, whatever is written meanwhile.
      index.exec('BEGIN');
      opened.push({ close, checks: checksOfIndex(index, config, model) });
    } catch (error) {
      close();
      throw error;
    }
    const manifest = manifestOf(index);
    return manifest === null
      ? { found: '', wrong: 'nothing is indexed yet', run: 'npm run index' }
      : { found: `made with "${manifest.embedding.name}"`, wrong: null };
  };
  yield look({ name: 'Index', cure: 'npm run index -- --anew', examine: openIndex });
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

/** Nothing is written where that is possible. */
function openIndexToRead(indexDirectory: string): Pick<ReadableIndex, 'database' | 'close'> {
  if (!isWritable(indexDirectory)) return openReadableIndex(indexDirectory);
  const database = openReader(indexDirectory);
  return { database, close: () => database.close() };
}

function checksOfIndex(index: Index, config: Examined, model: () => Promise<EmbeddingModel>): Check[] {
  const { documentsDirectory: directory, documentMaxBytes: maxBytes, indexDirectory } = config;
  const reading = readSources(index);
  return [
    ...checksOfTables(index),
    { name: 'Model', cure: 'npm run index', examine: async () => checkManifest(index, await model()) },
    checkSources(reading, { directory, maxBytes }),
    ...checksOfSavedFiles(index, indexDirectory),
  ];
}

/** With another model, splitter or analyser everything is made again. */
function checkManifest(index: Index, embedding: EmbeddingModel): Outcome {
  const manifest = manifestOf(index);
  const differs = (what: string) => ({ found: '', wrong: `the index was made with another ${what} than is used now` });
  if (manifest === null) return { found: 'nothing is indexed yet', wrong: null };
  if (embeddingModelKey(manifest.embedding) !== embeddingModelKey(embedding)) return differs('embedding model');
  if (manifest.splitterVersion !== SPLITTER_VERSION) return differs('version of the splitter');
  if (manifest.analyzerVersion !== ANALYZER_VERSION) return differs('version of the analyser');
  return { found: `"${embedding.name}", as the index has it`, wrong: null };
}

async function carryOut({ name, cure, examine: look }: Check, onProgress: CheckProgress): Promise<Finding> {
  const outcome = await Promise.resolve()
    .then(() => look(onProgress))
    .catch((error: unknown): Outcome => ({ found: '', wrong: reasonOf(error) }));
  const { found, wrong, run = cure } = outcome;
  return wrong === null
    ? { check: name, isOk: true, found, run: null }
    : { check: name, isOk: false, found: wrong, run };
}
