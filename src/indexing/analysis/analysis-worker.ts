import { parentPort } from 'node:worker_threads';
import type { StartedMessage } from '../../documents/formats/limited-worker.ts';
import { reasonOf } from '../../errors.ts';
import { ownThread } from '../../runtime/worker-clock.ts';
import { type Analysis, type AnalyzedParts, analyzeDocument } from './analyze-document.ts';

/** A message of the worker: once, which thread it is; then for each document the analysis, or why there is none. */
export type AnalysisMessage =
  | StartedMessage
  | { type: 'analyzed'; analysis: Analysis }
  | { type: 'failed'; reason: string };

const port = parentPort!;
const send = (message: AnalysisMessage) => port.postMessage(message);
send({ type: 'started', thread: ownThread() });

port.on('message', (document: AnalyzedParts) => {
  analyzeDocument(document)
    .then((analysis) => send({ type: 'analyzed', analysis }))
    .catch((error: unknown) => send({ type: 'failed', reason: reasonOf(error) }));
});
