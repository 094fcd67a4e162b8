import type { IncomingMessage, ServerResponse } from 'node:http';

const TIMED_OUT = 'HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n';
const deadlines = new WeakMap<IncomingMessage, { timer: ReturnType<typeof setTimeout>; cutOff: () => void }>();

/** Cuts a request off that is not whole after `timeoutMs`. Node's own bound is one for all, and an upload may take longer than a question. */
export function limitRequestTime(request: IncomingMessage, response: ServerResponse, timeoutMs: number): void {
  const hasBody = request.headers['content-length'] !== undefined || request.headers['transfer-encoding'] !== undefined;
  if (!hasBody) return;
  const { socket } = request;
  const cutOff = () => {
    if (request.complete || socket.destroyed) return;
    if (!response.headersSent) socket.write(TIMED_OUT);
    socket.destroySoon();
    // Whoever is reading the body hears that no more comes.
    request.destroy();
  };
  deadlines.set(request, { cutOff, timer: setTimeout(cutOff, timeoutMs) });
  request.once('close', () => clearTimeout(deadlines.get(request)?.timer));
}

/** From now on a request may take as long as its body goes on coming: it is cut off after `idleMs` without a byte. */
export function allowWhileMoving(request: IncomingMessage, { idleMs }: { idleMs: number }): void {
  const deadline = deadlines.get(request);
  if (!deadline) return;
  let seen = request.socket.bytesRead;
  const look = () => {
    const { bytesRead } = request.socket;
    if (bytesRead === seen) return deadline.cutOff();
    seen = bytesRead;
    deadline.timer = setTimeout(look, idleMs);
  };
  clearTimeout(deadline.timer);
  deadline.timer = setTimeout(look, idleMs);
}

/** Reads and drops what still comes of a refused request, so that its client can read the answer; not for longer than `timeoutMs`. */
export function drainRequest(request: IncomingMessage, { timeoutMs }: { timeoutMs: number }): void {
  const deadline = deadlines.get(request);
  if (deadline) {
    clearTimeout(deadline.timer);
    deadline.timer = setTimeout(deadline.cutOff, timeoutMs);
  }
  request.resume();
}
