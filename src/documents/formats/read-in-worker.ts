import path from 'node:path';
import type { PictureOfText, RecognisedPages } from '../recognition/recognised-page.ts';
import { unreadable } from '../unreadable.ts';
import type { ReadRequest, RecognisedReply, WorkerMessage } from './format-worker.ts';
import { createLimitedWorker, type WorkerTask } from './limited-worker.ts';
import type { ReadText, TextDetails } from './read-file.ts';
import { LIMITS, type ReadingLimits } from './reading-limits.ts';

/** Recognises text in pictures of the file for the worker, whose time does not count meanwhile. */
type Recognise = (pictures: readonly PictureOfText[], signal: AbortSignal) => Promise<RecognisedPages>;

/** How a file is read. */
interface WorkerOptions {
  limits?: Partial<ReadingLimits>;
  recognise?: Recognise | undefined;
}

const reader = createLimitedWorker<WorkerMessage>(
  new URL(`./format-worker${path.extname(import.meta.filename)}`, import.meta.url),
);

/**
 * Reads a file in a worker thread, one file after another, so that a damaged one can neither stop nor fill the process.
 *
 * @throws DOCUMENT_UNREADABLE without the file's name.
 */
export function readInWorker(
  file: Pick<ReadRequest, 'format' | 'bytes'>,
  { limits, recognise }: WorkerOptions = {},
): Promise<ReadText & TextDetails> {
  // Copied, because the caller still uses its bytes.
  const request = (): ReadRequest => {
    return { ...file, bytes: Uint8Array.from(file.bytes), canRecognise: recognise !== undefined };
  };
  return reader.run<ReadText & TextDetails>(request, {
    limits: { ...LIMITS, ...limits },
    receive(message, task) {
      if (message.type === 'recognise') {
        recogniseFor(task, () => recognise!(message.pictures, task.signal)).catch(
          (error: Error) => task.signal.aborted || task.giveUp(error),
        );
        return;
      }
      task.watch.progress();
      if (message.type === 'read') task.resolve(message.read);
      else if (message.type === 'unreadable') task.reject(unreadable(message.reason));
    },
  });
}

async function recogniseFor(
  { watch, post }: WorkerTask<ReadText & TextDetails>,
  recognise: () => Promise<RecognisedPages>,
): Promise<void> {
  watch.pause();
  const recognised = await recognise();
  watch.progress();
  post({ recognised } satisfies RecognisedReply);
}
