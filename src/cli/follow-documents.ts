import { setTimeout as sleep } from 'node:timers/promises';
import { reasonOf } from '../errors.ts';
import { watchDocuments } from '../library/watch-documents.ts';
import { type OpenAssistant, updateOrKeepIndex } from './open-assistant.ts';

/** An index that can answer is brought up to date before anything else for so long; then besides. */
const PATIENCE_MS = 10_000;

/** Brings the index up to date; when that takes long and there is one to answer from already, it goes on while questions are answered. */
export async function updateWithPatience(open: OpenAssistant): Promise<void> {
  const updating = updateOrKeepIndex(open);
  const isDone = await Promise.race([updating.then(() => true), sleep(PATIENCE_MS, false, { ref: false })]);
  if (isDone) return;
  if (!(await open.assistant.isReady())) return updating;
  open.log.info('Answering from the index as it is, until it is up to date');
  updating.catch((error: unknown) => open.log.warn(reasonOf(error)));
}

/** Follows what changes in the documents folder until it is told to stop. */
export function followDocuments({ assistant, config, log }: OpenAssistant): () => Promise<void> {
  /** Whether a change may have been missed: then the whole folder is looked at. */
  let isBehind = true;
  const update = async (files: string[]) => {
    const report = await assistant.buildIndex({ files: isBehind ? undefined : files });
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
  // What changed before the watching began.
  ready.then(() => update([])).catch(onError);
  return close;
}
