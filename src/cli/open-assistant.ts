import type { Assistant } from '../assistant.ts';
import type { IndexingRequest } from '../build-index.ts';
import type { Config } from '../config/config.ts';
import { PilcrowError } from '../errors.ts';
import type { IndexingReport } from '../indexing/indexing-report.ts';
import { createLog, type Log, type LogLevel } from '../log.ts';
import { createProgress, type Progress } from './terminal/progress.ts';

/** An assistant that is open, with what it was opened with. */
export interface OpenAssistant {
  assistant: Assistant;
  config: Config;
  log: Log;
  progress: Progress;
}

/** A progress line on standard error, as far as the log level wants one. */
export function createTerminalProgress(logLevel: LogLevel): Progress {
  const isShown = logLevel === 'info' || logLevel === 'debug';
  return createProgress({ stream: process.stderr, log: createLog(logLevel), isShown });
}

/** What a command needs of the assistant besides answers. */
interface AssistantNeeds {
  /** Only what serves others keeps their conversations. */
  keepsConversations?: boolean;
}

/** Opens the assistant of the settings for `work`, and closes it whatever happens. */
export async function withAssistant<T>(
  work: (open: OpenAssistant) => Promise<T>,
  { keepsConversations = false }: AssistantNeeds = {},
): Promise<T> {
  // Settings first: a wrong one is told before the heavy packages are loaded.
  const { loadConfig } = await import('../config/config.ts');
  const config = loadConfig();
  const { createAssistant } = await import('../assistant.ts');
  const log = createLog(config.logLevel);
  const progress = createTerminalProgress(config.logLevel);
  const areKept = keepsConversations && config.conversations.areKept;
  const used = { ...config, conversations: { ...config.conversations, areKept } };
  const assistant = await createAssistant(used, {
    log,
    onDownload: ({ loadedBytes, totalBytes }) =>
      progress.report({ what: 'Loading the model', unit: 'MB', done: loadedBytes / 1e6, total: totalBytes / 1e6 }),
  });
  try {
    return await work({ assistant, config, log, progress });
  } finally {
    progress.end();
    await assistant.close();
  }
}

/** Brings the index up to date, telling how far it is. @throws what `Assistant.buildIndex` throws */
export async function updateIndex(
  { assistant, progress }: OpenAssistant,
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
          note: `${paragraphs} paragraphs, ${perSecond} a second`,
        });
      },
    });
  } finally {
    progress.end();
  }
}

/** As `withAssistant`, with the index up to date where it is brought so at the start; files that cannot be read are warned of and left out. */
export async function withReadyAssistant<T>(
  work: (open: OpenAssistant) => Promise<T>,
  needs: AssistantNeeds = {},
): Promise<T> {
  return withAssistant(async (open) => {
    await updateOrKeepIndex(open);
    return work(open);
  }, needs);
}

/** Why an index may be left as it is: another process is bringing it up to date, or it cannot be written. */
const AS_IT_IS: readonly string[] = ['INDEX_LOCKED', 'STORAGE_FULL', 'STORAGE_UNWRITABLE'];

/**
 * Brings the index up to date; while it cannot be written, it answers as it was. Where only an empty one is made at the start, any other is left
 * alone: this process may have an older documents folder than others, or none.
 */
export async function updateOrKeepIndex(open: OpenAssistant): Promise<void> {
  const { assistant, config, log } = open;
  if (config.indexesAtStart === 'when-empty' && (await assistant.hasIndex())) return reportUnlessReady(open);
  try {
    const { problems } = await updateIndex(open);
    for (const { error } of problems) log.warn(error.message);
  } catch (error) {
    const isLeft = error instanceof PilcrowError && AS_IT_IS.includes(error.code);
    if (!isLeft || !(await assistant.isReady())) throw error;
    log.warn(`${error.message}. Answering from the index as it is`);
  }
}

/** An index of another model is nothing that a command makes anew by itself: others answer from it. */
async function reportUnlessReady({ assistant, config, log }: OpenAssistant): Promise<void> {
  if (await assistant.isReady()) return;
  const advice = 'restart with the EMBEDDING_MODEL of the index, or run "npm run index" with this one';
  if (config.database?.read) {
    const state = 'the database of DATABASE_READ_URL has no index that fits';
    log.warn(`Cannot answer: ${state}; wait until it has what is in that of DATABASE_URL, or ${advice}`);
    return;
  }
  log.warn(`Cannot answer: the index was made with another embedding model or its settings differ; ${advice}`);
}
