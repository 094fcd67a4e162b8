import { defineCommand } from '../command.ts';
import { updateOrKeepIndex, withAssistant } from '../open-assistant.ts';

/** How long a question waits for the index before it is refused with "try again": clients give up after a minute. */
const READINESS_PATIENCE_MS = 30_000;

/** Serves the tools and documents to the program that started this process. */
export const mcp = defineCommand({
  usage: '',
  description:
    'Answers a client of the Model Context Protocol, such as an assistant on this computer, over standard input and output.\n' +
    'The client starts it; as its command, give it "node" with the path of dist/main.js and "mcp": npm would print on standard\n' +
    'output, which is for messages only. The log is on standard error. Meanwhile the index is brought up to date, as by npm start.\n' +
    'Ends with exit code 0 when standard input is closed, after SIGTERM or Ctrl-C. POST /mcp of a server (npm start) is the same.',
  options: {},
  async run() {
    const stopped = receiveStopSignal();
    return withAssistant(async (open) => {
      const [{ serveStdio }, { createReadinessCheck }, { reportFailure }] = await Promise.all([
        import('../../mcp/serve-stdio.ts'),
        import('../../http/api/answers/readiness.ts'),
        import('../../http/error-response.ts'),
      ]);
      const { assistant, log } = open;
      // Not awaited: clients wait for the handshake much less than a first index can take.
      const indexed = updateOrKeepIndex(open);
      const isReady = async () => {
        await indexed;
        return assistant.isReady();
      };
      const connection = serveStdio({
        assistant,
        serverAddress: null,
        checkReadiness: createReadinessCheck(
          { isReady, indexing: assistant.indexing },
          { patienceMs: READINESS_PATIENCE_MS },
        ),
        reportFailure: (error) => reportFailure(error, { log }),
        onProblem: (error) => log.debug('Cannot use a message', { error }),
      });
      try {
        const failed = indexed.then(() => connection.closed);
        await Promise.race([connection.closed, stopped, failed]);
        return 0;
      } finally {
        await connection.close();
      }
    });
  },
});

/** Waits for the first signal to stop; the next one ends the process at once, as it does anywhere else. */
function receiveStopSignal(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
}
