import { setTimeout as sleep } from 'node:timers/promises';
import { reasonOf } from '../errors.ts';
import { watchDocuments } from '../library/watch-documents.ts';
import { type OpenAssistant, updateOrKeepIndex } from './open-assistant.ts';

/** How long a server waits at its start for the update of the index, before it listens. */
const PATIENCE_MS = 10_000;

/**
 * Brings the index up to date; when that takes long, returns and lets the update go on. Until an index is whole for the first time, it does not
 * answer.
 *
 * @returns Resolves once there is an index to answer from; rejects with why there is none.
 */
export async function updateWithPatience(open: OpenAssistant): Promise<{ answering: Promise<void> }> {
  const updating = updateOrKeepIndex(open);
  const isDone = await Promise.race([updating.then(() => true), sleep(PATIENCE_MS, false, { ref: false })]);
  if (isDone) return { answering: updating };
  if (await open.assistant.isReady()) {
    open.log.info('Answering from the index as it is, until it is up to date');
    updating.catch((error: unknown) => open.log.warn(reasonOf(error)));
    return { answering: Promise.resolve() };
  }
  open.log.info('Questions are answered once the index is whole');
  return { answering: updating };
}

/** Indexes the files that change in the documents folder. @returns The function that stops it. */
export function followDocuments({ assistant, config, log }: OpenAssistant): () => Promise<void> {
  /** Whether a change may have been missed: then the whole folder is compared. */
  let isBehind = true;
  const update = async (files: string[] | null) => {
    const report = await assistant.buildIndex({ files: isBehind || files === null ? undefined : files });
    isBehind = false;
    const { added, changed, removed, problems } = report;
    if (added + changed + removed > 0) log.info('Indexed what changed', { added, changed, removed });
    for (const { error } of problems) log.warn(error.message);
  };
  const onError = (error: unknown) => {
    isBehind = true;
    log.warn(`Cannot follow the documents folder: ${reasonOf(error)}`);
  };
  const { ready, close } = watchDocuments(config.documentsDirectory, { onChange: update, onError });
  // Catches changes from before watching began.
  ready.then(() => update([])).catch(onError);
  return close;
}
