import type { ServerResponse } from 'node:http';
import { PilcrowError } from '../../../errors.ts';

/** The answers being written, all clients together. */
export interface RunningAnswers {
  readonly count: number;
  /**
   * Lets an answer begin on a response; it counts until the response is closed.
   *
   * @returns A signal that is aborted when the reader leaves, or when the server cannot wait any longer: then its reason is a PilcrowError.
   * @throws SERVER_BUSY, SERVER_STOPPING
   */
  begin(response: ServerResponse): AbortSignal;
  /** Ends all that run, and lets no other begin. */
  stop(): void;
}

/** Creates the register of running answers. @param options.limit Answers that may run at the same time. */
export function createRunningAnswers({ limit }: { limit: number }): RunningAnswers {
  const running = new Set<AbortController>();
  let isStopped = false;
  return {
    get count() {
      return running.size;
    },
    begin(response) {
      // The reader left while the model was loading, so that `close` was emitted before.
      if (response.destroyed) return AbortSignal.abort();
      if (isStopped) throw stopping();
      if (running.size >= limit) {
        throw new PilcrowError(
          'SERVER_BUSY',
          `Cannot answer now: ${limit} answers are being written; try again, or raise MAX_ANSWERS_AT_ONCE`,
        );
      }
      const answer = new AbortController();
      running.add(answer);
      response.once('close', () => {
        running.delete(answer);
        if (!response.writableFinished) answer.abort();
      });
      return answer.signal;
    },
    stop() {
      isStopped = true;
      for (const answer of running) answer.abort(stopping());
    },
  };
}

function stopping(): PilcrowError {
  return new PilcrowError('SERVER_STOPPING', 'Cannot finish the answer: the server is being stopped; ask again');
}
