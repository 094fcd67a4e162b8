#!/usr/bin/env node
import { setFlagsFromString } from 'node:v8';
import { printFailure, runCommandLine } from './cli/run-command-line.ts';

/** Docker and Kubernetes wait at least 10 s before they kill a process. */
const LAST_MS = 9_500;

// There is nothing to clean up: the index changes in transactions, and the system releases its lock when the process ends.
// A command with its own listener, such as `serve`, ends by itself, or is ended where something keeps it, as a disk that does not answer.
for (const [signal, exitCode] of [['SIGINT', 130] as const, ['SIGTERM', 143] as const]) {
  process.on(signal, () => {
    if (process.listenerCount(signal) === 1) process.exit(exitCode);
    setTimeout(() => process.kill(process.pid, 'SIGKILL'), LAST_MS).unref();
  });
}
// The program that reads standard output may close it early, as `head` does. A server goes on: what it prints is for who starts it.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  if (process.listenerCount('SIGTERM') === 1) process.exit();
});
// What fails after the command has failed has the same cause, which is printed.
process.on('uncaughtException', (error) => process.exit(process.exitCode || printFailure(error)));

// V8 would make each pattern twice, for its first use and for good. Patterns that know the letters of every script take a millisecond each, and there are hundreds.
setFlagsFromString('--no-regexp-tier-up');

process.exitCode = await runCommandLine(process.argv.slice(2));
