import path from 'node:path';
import { createLimitedWorker } from '../../documents/formats/limited-worker.ts';
import { LIMITS, type ReadingLimits } from '../../documents/formats/reading-limits.ts';
import { cannotRead } from '../../documents/read-documents.ts';
import { unreadable } from '../../documents/unreadable.ts';
import type { AnalysisMessage } from './analysis-worker.ts';
import { type Analysis, type AnalyzedParts, analyzeDocument } from './analyze-document.ts';

/** Longer texts are analysed in a thread of their own, in UTF-16 code units: shorter ones are done before it has started. */
const LONG = 20_000;

const worker = createLimitedWorker<AnalysisMessage>(
  new URL(`./analysis-worker${path.extname(import.meta.filename)}`, import.meta.url),
);

/**
 * Analyses a document, a long one in a worker thread, within limits of time and memory.
 *
 * @param name What an error calls it: its file, or its id where it has none.
 * @throws DOCUMENT_UNREADABLE that names it, where a limit is exceeded
 */
export function analyze(
  { text, paragraphs, blocks }: AnalyzedParts,
  name: string,
  limits: Partial<ReadingLimits> = {},
): Promise<Analysis> {
  const parts = { text, paragraphs, blocks };
  if (text.length <= LONG) return analyzeDocument(parts);
  const analysis = worker.run<Analysis>(() => parts, {
    limits: { ...LIMITS, ...limits },
    receive(message, task) {
      if (message.type === 'analyzed') task.resolve(message.analysis);
      else if (message.type === 'failed') task.reject(unreadable(message.reason));
    },
  });
  return analysis.catch((error: unknown) => {
    throw cannotRead(name, error);
  });
}
