import type { Assistant } from '../assistant.ts';
import type { IndexingRequest } from '../build-index.ts';
import { adviceHere } from '../config/advice-here.ts';
import type { Config } from '../config/config.ts';
import { PilcrowError } from '../errors.ts';
import type { IndexingReport } from '../indexing/indexing-report.ts';
import { createLog, type Log, type LogLevel } from '../log.ts';
import { createProgress, type Progress } from './terminal/progress.ts';

/** An open assistant with its configuration, log and progress. */
export interface OpenAssistant {
  assistant: Assistant;
  config: Config;
  log: Log;
  progress: Progress;
}

/** Creates the progress line on standard error, shown at the log levels `info` and `debug`. */
export function createTerminalProgress(logLevel: LogLevel): Progress {
  const isShown = logLevel === 'info' || logLevel === 'debug';
  return createProgress({ stream: process.stderr, log: createLog(logLevel), isShown });
}

/** Parts of the assistant that only some commands need. */
interface AssistantNeeds {
  /** Whether conversations are kept, which only the server does. */
  keepsConversations?: boolean;
}

/** Opens the assistant of the settings for `work`, and closes it whatever happens. */
export async function withAssistant<T>(
  work: (open: OpenAssistant) => Promise<T>,
  { keepsConversations = false }: AssistantNeeds = {},
): Promise<T> {
  // Settings first: an invalid one is reported before the heavy packages are loaded.
  const { loadConfig } = await import('../config/config.ts');
  const config = loadConfig();
  const log = createLog(config.logLevel, (line) => process.stderr.write(adviceHere(line)));
  const progress = createTerminalProgress(config.logLevel);
  const { openEmbedder } = await import('../embeddings/open-embedder.ts');
  const embedder = openEmbedder(config.embedding, ({ loadedBytes, totalBytes }) =>
    progress.report({ what: 'Loading the model', unit: 'MB', done: loadedBytes / 1e6, total: totalBytes / 1e6 }),
  );
  // Another thread loads the model while this one loads its modules; the first call that needs it reports a failure.
  embedder.model().catch(() => {});
  const { createAssistant } = await import('../assistant.ts');
  const areKept = keepsConversations && config.conversations.areKept;
  const used = { ...config, conversations: { ...config.conversations, areKept } };
  const assistant = await createAssistant(used, { log, embedder });
  try {
    return await work({ assistant, config, log, progress });
  } finally {
    progress.end();
    await assistant.close();
  }
}

/** Brings the index up to date and shows its progress. @throws the errors of `Assistant.buildIndex` */
export async function updateIndex(
  { assistant, log, progress }: OpenAssistant,
  request: Pick<IndexingRequest, 'isRebuild' | 'finishesAlways'> = {},
): Promise<IndexingReport> {
  try {
    const startedAt = performance.now();
    return await assistant.buildIndex({
      ...request,
      onProgress({ done, total, paragraphs }) {
        const perSecond = Math.round((1000 * paragraphs) / (performance.now() - startedAt));
        progress.report({
          what: 'Indexing',
          unit: 'files',
          done,
          total,
          note: `${paragraphs} paragraphs (${perSecond} a second)`,
        });
      },
      onOutdated() {
        const reason = 'it was made by another version of this program, or with another embedding model';
        log.info(`Rebuilding the index: ${reason}; all documents are read and embedded again`);
      },
      onRecognising({ file, ...pages }) {
        progress.report({ what: `Recognising "${file}"`, unit: 'pages', ...pages });
      },
    });
  } finally {
    progress.end();
  }
}

/** As `withAssistant`, after `updateOrKeepIndex`; files that cannot be read are logged and left out. */
export async function withReadyAssistant<T>(
  work: (open: OpenAssistant) => Promise<T>,
  needs: AssistantNeeds = {},
): Promise<T> {
  return withAssistant(async (open) => {
    await updateOrKeepIndex(open);
    return work(open);
  }, needs);
}

/** Codes after which the existing index answers: another process updates it, or it cannot be written. */
const TOLERATED: readonly string[] = ['INDEX_LOCKED', 'STORAGE_FULL', 'STORAGE_UNWRITABLE'];

/**
 * Brings the index up to date; while it cannot be written, the existing one answers. A shared index that is not empty is not updated (`indexesAtStart`):
 * the documents folder of this process may be older than that of others, or empty.
 */
export async function updateOrKeepIndex(open: OpenAssistant): Promise<void> {
  const { assistant, config, log } = open;
  if (config.indexesAtStart === 'when-empty' && (await assistant.hasIndex())) return reportUnlessReady(open);
  try {
    const { problems } = await updateIndex(open);
    for (const { error } of problems) log.warn(error.message);
  } catch (error) {
    const isTolerated = error instanceof PilcrowError && TOLERATED.includes(error.code);
    if (!isTolerated) throw error;
    if (!(await assistant.isReady())) throw await notReady(error, assistant);
    log.warn(`${error.message}. Answering from the index as it is`);
  }
}

/** The error while another process makes the first index, with how far it is; else the error as it is. */
async function notReady(error: PilcrowError, { indexing }: Assistant): Promise<PilcrowError> {
  const progress = error.code === 'INDEX_LOCKED' ? await indexing() : null;
  if (progress === null) return error;
  const state = `another process is indexing the documents, ${progress.done} of ${progress.total} files so far`;
  return new PilcrowError('INDEX_NOT_READY', `Cannot answer yet: ${state}; wait until it is done`, {
    cause: error,
    progress,
  });
}

/** A shared index of another model is not rebuilt without being asked to: other servers answer from it. */
async function reportUnlessReady({ assistant, config, log }: OpenAssistant): Promise<void> {
  if (await assistant.isReady()) return;
  const advice = 'restart with the EMBEDDING_MODEL of the index, or run "npm run index" with this one';
  if (config.database?.read) {
    const state = 'the database of DATABASE_READ_URL has no index that fits';
    log.warn(`Cannot answer: ${state}; wait until it has caught up with that of DATABASE_URL, or ${advice}`);
    return;
  }
  log.warn(`Cannot answer: the index was made with another embedding model or its settings differ; ${advice}`);
}
