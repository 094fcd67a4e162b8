import type { IncomingMessage, ServerResponse } from 'node:http';

const TIMED_OUT = 'HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n';
const deadlines = new WeakMap<IncomingMessage, Deadline>();

/** The deadline of one request. */
interface Deadline {
  timer?: NodeJS.Timeout;
  cutOff: () => void;
}

/**
 * Closes the connection of a request that has not arrived completely after `timeoutMs`. Node's `requestTimeout` is the same for all requests, but an
 * upload may take longer than a question.
 */
export function limitRequestTime(request: IncomingMessage, response: ServerResponse, timeoutMs: number): void {
  const hasBody = request.headers['content-length'] !== undefined || request.headers['transfer-encoding'] !== undefined;
  if (!hasBody) return;
  const { socket } = request;
  const cutOff = () => {
    if (request.complete || socket.destroyed) return;
    if (!response.headersSent) socket.write(TIMED_OUT);
    socket.destroySoon();
    // Ends the body for the code that reads it.
    request.destroy();
  };
  deadlines.set(request, { cutOff });
  setDeadline(request, cutOff, timeoutMs);
  request.once('close', () => clearTimeout(deadlines.get(request)?.timer));
}

/** Replaces the deadline of a request by an idle timeout: from now on its connection is closed after `idleMs` without a byte. */
export function allowWhileMoving(request: IncomingMessage, { idleMs }: { idleMs: number }): void {
  const deadline = deadlines.get(request);
  if (!deadline) return;
  let seen = request.socket.bytesRead;
  const look = () => {
    const { bytesRead } = request.socket;
    if (bytesRead === seen) return deadline.cutOff();
    seen = bytesRead;
    setDeadline(request, look, idleMs);
  };
  setDeadline(request, look, idleMs);
}

/** Reads and discards the rest of a refused request, for at most `timeoutMs`, so that its client can read the response. */
export function drainRequest(request: IncomingMessage, { timeoutMs }: { timeoutMs: number }): void {
  const deadline = deadlines.get(request);
  if (deadline) setDeadline(request, deadline.cutOff, timeoutMs);
  request.resume();
}

/** Replaces the timer of a request's deadline. */
function setDeadline(request: IncomingMessage, onTimeout: () => void, timeoutMs: number): void {
  const deadline = deadlines.get(request);
  if (!deadline) return;
  clearTimeout(deadline.timer);
  // Node emits no `close` on a request whose response was sent before its connection closed: its timer must not keep the process alive.
  deadline.timer = setTimeout(onTimeout, timeoutMs).unref();
}
