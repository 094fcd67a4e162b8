import { formatFailure, runCommandLine } from './cli/run-command-line.ts';

// Nothing needs tidying up: the index changes in transactions, and the system lets go of its lock.
// A command that listens for these itself, as `serve` does, ends itself.
for (const [signal, exitCode] of [['SIGINT', 130] as const, ['SIGTERM', 143] as const]) {
  process.on(signal, () => {
    if (process.listenerCount(signal) === 1) process.exit(exitCode);
  });
}
// Whoever reads our output may have enough of it, as `head` does.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit();
  throw error;
});
process.on('uncaughtException', (error) => process.exit(formatFailure(error)));

process.exitCode = await runCommandLine(process.argv.slice(2));
