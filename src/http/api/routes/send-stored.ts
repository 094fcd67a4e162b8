import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Request, Response } from 'express';
import type { StoredFile } from '../../../library/original-file.ts';

/** Bytes read at once: a file may be as large as a request may be. */
const PART = 1_000_000;

/** Sends a file that a database keeps, or the part of it that the request asks for. Its headers, `ETag` among them, are set already. */
export async function sendStored(request: Request, response: Response, { size, read }: StoredFile): Promise<void> {
  response.setHeader('Accept-Ranges', 'bytes');
  if (isKnown(request, response)) return void response.status(304).end();
  const range = rangeOf(request, response, size);
  if (range === 'unsatisfiable') {
    response.setHeader('Content-Range', `bytes */${size}`);
    for (const name of ['Content-Disposition', 'Content-Type']) response.removeHeader(name);
    return void response.status(416).end();
  }
  if (range) response.status(206).setHeader('Content-Range', `bytes ${range.start}-${range.end - 1}/${size}`);
  const { start, end } = range ?? { start: 0, end: size };
  response.setHeader('Content-Length', end - start);
  if (request.method === 'HEAD') return void response.end();
  await pipeline(Readable.from(inParts(read, { start, end })), response);
}

/** Whether the client has this very file (RFC 9110, section 13.1.2). */
function isKnown(request: Request, response: Response): boolean {
  const known = (request.get('If-None-Match') ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return known.includes('*') || known.includes(String(response.get('ETag')));
}

/** The one part that is asked for, its end exclusive; null for the whole file, which several parts are answered with as well. */
function rangeOf(request: Request, response: Response, size: number) {
  const condition = request.get('If-Range');
  if (condition !== undefined && condition !== response.get('ETag')) return null;
  const ranges = request.range(size);
  if (ranges === -1) return 'unsatisfiable';
  if (!Array.isArray(ranges) || ranges.type !== 'bytes' || ranges.length !== 1) return null;
  const [range] = ranges;
  return range ? { start: range.start, end: range.end + 1 } : null;
}

async function* inParts(read: StoredFile['read'], { start, end }: { start: number; end: number }) {
  for (let from = start; from < end; from += PART) {
    const part = await read({ start: from, end: Math.min(end, from + PART) });
    // The document was removed or replaced: the connection ends, and no one takes the beginning for the whole.
    if (part === null || part.length === 0) throw new Error('the file is no longer kept');
    yield part;
  }
}
