import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { describe, it } from 'node:test';
import type { AnswerEvent } from '../../../src/protocol/answer.ts';
import { assertAbove } from '../../support/assertions.ts';
import { createScriptedAssistant, scriptedEvents } from '../../support/scripted-assistant.ts';
import { postChat, withServedApp } from '../../support/serve-app.ts';
import { until } from '../../support/until.ts';

const READING = 400;
const NEVER_READING = 100;
const STALLED_MS = 3_000;
/** What is written for a reader that takes nothing: as much as the buffers of both ends of its connection hold. */
const MAX_WRITTEN_MB = 8;
/** Of memory, for a stream and its reader, which is in this process too. */
const MAX_HELD_MB = 0.5;

/** Asks for a stream as a client does, on a socket that the test reads or leaves. */
async function openStream(port: number, message: string): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => {});
  await once(socket, 'connect');
  const body = JSON.stringify({ message });
  socket.write(
    [
      'POST /api/chat HTTP/1.1',
      'Host: localhost',
      'Accept: text/event-stream',
      'Content-Type: application/json',
      `Content-Length: ${Buffer.byteLength(body)}`,
      '',
      body,
    ].join('\r\n'),
  );
  return socket;
}

const usedMb = () => {
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1e6;
};

describe('five hundred streams at once', { timeout: 120_000 }, () => {
  it('leave room for other requests, hold little memory when they are not read, and are closed when they stall', async (context) => {
    const before = usedMb();
    const produced = { bytes: 0 };
    async function* streamAnswer(
      { message }: { message: string },
      options?: { signal?: AbortSignal },
    ): AsyncGenerator<AnswerEvent> {
      const [start, found, , end] = scriptedEvents(['Ответ']);
      yield* [start!, found!];
      const text = 'я'.repeat(32_000);
      while (message === 'endless' && !options?.signal?.aborted) {
        produced.bytes += 2 * text.length;
        yield { event: 'text-delta', data: { text } };
      }
      // Silence: what is sent is comments.
      if (message === 'idle') await new Promise((resolve) => options?.signal?.addEventListener('abort', resolve));
      yield end!;
    }
    const timing = { keepAliveMs: 500, stalledMs: STALLED_MS };
    const assistant = createScriptedAssistant({ streamAnswer });
    await withServedApp({ assistant, timing, logLevel: 'error' }, async ({ url }) => {
      const port = Number(new URL(url).port);
      const reading = await Promise.all(Array.from({ length: READING }, () => openStream(port, 'idle')));
      const comments = reading.map((socket) => once(socket, 'data').then(() => once(socket, 'data')));
      await Promise.all(comments);

      const never = await Promise.all(Array.from({ length: NEVER_READING }, () => openStream(port, 'endless')));
      const closed = never.map((socket) => {
        // Nothing is read; a closed connection shows as the end of its data, or as an error.
        socket.pause();
        return new Promise((resolve) => socket.once('close', resolve));
      });
      for (let question = 0; question < 50; question += 1) {
        const response = await postChat(url, { message: 'other' });
        assert.equal(((await response.json()) as { text: string }).text, 'Ответ');
      }
      const heldMb = (usedMb() - before) / (READING + NEVER_READING);
      assertAbove(produced.bytes, 0);
      assert.ok(heldMb < MAX_HELD_MB, `a stream holds ${heldMb} MB`);

      const untilRunning = async (wanted: number) => {
        let metrics = '';
        const isReached = async () => {
          metrics = await (await fetch(`${url}/metrics`)).text();
          return metrics.includes(`\npilcrow_answers_running ${wanted}\n`);
        };
        await until(isReached, {
          what: `${wanted} running answers`,
          timeoutMs: 60_000,
          state: () => /^pilcrow_answers_running .*$/m.exec(metrics)?.[0],
        });
      };
      // Until the server has closed those that take nothing; the others are open all along.
      await untilRunning(READING);
      const writtenMb = produced.bytes / NEVER_READING / 1e6;
      assert.ok(writtenMb < MAX_WRITTEN_MB, `${writtenMb} MB were written for a reader that does not read`);
      context.diagnostic(
        `a stream holds ${heldMb.toFixed(2)} MB; ${writtenMb.toFixed(1)} MB are written for one that is not read`,
      );
      assert.equal(reading.filter((socket) => socket.destroyed).length, 0);
      for (const socket of [...reading, ...never]) socket.destroy();
      await Promise.all(closed);
      await untilRunning(0);
    });
  });
});
