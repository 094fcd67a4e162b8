import { constants } from 'node:os';
import { defineCommand } from './command.ts';
import { withReadyAssistant } from './open-assistant.ts';

/** Serves answers until it is told to stop. */
export const serve = defineCommand({
  usage: '',
  description:
    'Brings the index up to date, then answers on HOST and PORT. Files that cannot be read are warned of.\n' +
    'SIGTERM or Ctrl-C: no new questions, those begun are answered, exit code 0. Once more: ends at once.',
  options: {},
  async run() {
    return withReadyAssistant(async ({ assistant, config, log }) => {
      const [{ createApp }, { startServer }] = await Promise.all([
        import('../http/app.ts'),
        import('../http/server.ts'),
      ]);
      const server = await startServer({ app: createApp({ assistant, config, log }), config, log });
      process.stdout.write(tellAddress(server.url));
      log.info(`Stopping after ${await receiveStopSignal()}: finishing the answers begun`);
      await server.stop();
      return 0;
    });
  },
});

function tellAddress(url: string): string {
  const base = url.replace(/\/$/, '');
  return `Pilcrow is listening on ${base}
In a browser: ${base}/
In a terminal:
  curl -s ${base}/api/chat -H 'content-type: application/json' -H 'accept: application/json' -d '{"message":"О чём этот документ?"}'
`;
}

/** Waits for the first signal to stop; from then on the next one ends the process at once. */
function receiveStopSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    let isStopping = false;
    const stop = (signal: NodeJS.Signals) => {
      if (isStopping) process.exit(128 + constants.signals[signal]);
      isStopping = true;
      resolve(signal);
    };
    process.on('SIGINT', stop);
    process.on('SIGTERM', stop);
  });
}
