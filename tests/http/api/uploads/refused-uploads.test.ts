import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { describe, it } from 'node:test';
import { serveDocuments } from '../../../support/serve-documents.ts';

const documents = serveDocuments({ 'rules.txt': 'Правила\n\nЗал открыт до девяти.' });
const BODY = Buffer.alloc(20_000_000, 'a');

/** Sends an upload as nginx does by default, whatever is answered meanwhile. @returns The status line, and the error of the connection. */
function sendAsProxy(method: string, address: string): Promise<{ statusLine: string; code: string }> {
  const { hostname, port, host } = new URL(documents.url);
  const socket = connect(Number(port), hostname);
  let received = '';
  let code = 'none';
  const ended = new Promise<{ statusLine: string; code: string }>((resolve) => {
    socket.setEncoding('utf8').on('data', (text: string) => {
      received += text;
    });
    socket.on('error', (error: NodeJS.ErrnoException) => {
      code = String(error.code);
    });
    socket.on('close', () => resolve({ statusLine: received.split('\r\n')[0]!, code }));
  });
  const headers = `Host: ${host}\r\nConnection: close\r\nContent-Type: multipart/form-data; boundary=x`;
  socket.write(`${method} ${address} HTTP/1.0\r\n${headers}\r\nContent-Length: ${BODY.length}\r\n\r\n`);
  socket.write(BODY);
  return ended;
}

describe('an upload without a token', { timeout: 60_000 }, () => {
  for (const [method, address] of [
    ['POST', '/api/documents'],
    ['PUT', '/api/documents/rules'],
  ] as const) {
    it(`is read to its end and then refused, so that a proxy passes the refusal on: ${method}`, async () => {
      const refused = await sendAsProxy(method, address);
      assert.deepEqual(refused, { statusLine: 'HTTP/1.1 401 Unauthorized', code: 'none' });
    });
  }
});
