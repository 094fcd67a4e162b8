import type { UploadCounts } from '../../messages/library-messages.ts';
import type { AdminToken } from '../admin-token.ts';
import { type UploadEnd, uploadFile } from './upload-file.ts';
import type { UploadRow } from './upload-row.ts';

/** Sends files one after another, while there is a token. */
interface UploadQueue {
  /** Queues a file; `send` starts the queue. */
  add(file: File, row: UploadRow): void;
  /** Counts a file that is refused without being sent. */
  countRefused(): void;
  /** Sends what waits, unless that is being done or there is no token. */
  send(): Promise<void>;
}

interface WaitingFile {
  file: File;
  row: UploadRow;
  /** The document it replaces; null for a new one. */
  replaces: string | null;
}

/**
 * Creates the queue.
 *
 * @param options.tags The tags for new documents, as they are entered when a file is sent.
 * @param options.onTokenWrong Called when the server refused the token; all files wait for the next one, and their rows say so.
 * @param options.onFinish Called when nothing waits any more, with the counts since the last call.
 */
export function createUploadQueue({
  token,
  tags,
  onTokenWrong,
  onFinish,
}: {
  token: AdminToken;
  tags: () => string;
  onTokenWrong: () => void;
  onFinish: (counts: UploadCounts) => Promise<void>;
}): UploadQueue {
  const waiting: WaitingFile[] = [];
  let counts = noneYet();
  let isSending = false;

  const send = async () => {
    if (isSending || token.value === null) return;
    isSending = true;
    for (const { row } of waiting) row.showWaiting();
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const { file, row, replaces } = next;
      const end = await uploadFile({ file, tags: tags(), token: token.value, replaces }, row.showStep);
      if (end.end === 'token-wrong') {
        waiting.unshift(next);
        isSending = false;
        token.set(null);
        for (const { row } of waiting) row.showTokenWrong();
        return onTokenWrong();
      }
      counts[kindOf(end)] += 1;
      row.showEnd(end, () => {
        waiting.push({ file, row, replaces: end.end === 'exists' ? end.documentId : null });
        void send();
      });
    }
    isSending = false;
    const counted = counts;
    counts = noneYet();
    await onFinish(counted);
  };

  return {
    add: (file, row) => void waiting.push({ file, row, replaces: null }),
    countRefused() {
      counts.refused += 1;
    },
    send,
  };
}

const noneYet = (): UploadCounts => ({ added: 0, replaced: 0, unchanged: 0, refused: 0 });

/** As what an upload that has ended counts. */
function kindOf(end: UploadEnd): keyof UploadCounts {
  if (end.end !== 'done') return 'refused';
  const { change } = end.document;
  return change === 'described' ? 'replaced' : change;
}
