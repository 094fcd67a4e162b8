import path from 'node:path';
import type { Request, RequestHandler, Response } from 'express';
import { PilcrowError } from '../../../errors.ts';
import type { OriginalFile, OriginalProblem } from '../../../library/original-file.ts';
import { assistantOf } from '../../access/reader-rule.ts';
import { contentSecurityPolicy } from '../../security/safe-headers.ts';
import { findDocument } from './document-routes.ts';
import { originalMediaType } from './original-media-type.ts';
import { sendStored } from './send-stored.ts';

/** What the viewer for PDF that a browser has needs to show one; all else is not shown, and gets a sandbox. */
const PDF_SOURCES = ["object-src 'self'", "style-src 'unsafe-inline'"];
/** The conditions of a request that `send` reports as errors. */
const CONDITIONS = new Set([412, 416]);
const AS_IT_CAME: Record<OriginalProblem, string> = {
  'not-kept': 'the database keeps its text only; open the copy that it was sent from',
  missing: 'it is no longer in the documents folder; put it back there, or run npm run index',
  changed: 'it has changed since it was indexed; run npm run index, or wait until the change is indexed',
};

/** Creates `GET /api/documents/:id/file`: the file of a document as it came, whole or in parts. */
export function createOriginalRoute(allowedOrigins: readonly string[]): RequestHandler<{ id: string }> {
  const pdfPolicy = contentSecurityPolicy(allowedOrigins, PDF_SOURCES);
  const filePolicy = contentSecurityPolicy(allowedOrigins, ['sandbox']);
  return async (request, response) => {
    const assistant = assistantOf(response);
    const document = await findDocument(assistant, request.params.id);
    const original = await assistant.findOriginal(document);
    if (typeof original === 'string') throw unavailable(document.id, original);
    const isPdf = original.extension === '.pdf';
    response.attachment(original.name);
    if (isPdf) response.setHeader('Content-Disposition', inline(String(response.get('Content-Disposition'))));
    response.setHeader('Content-Type', originalMediaType(original.extension));
    response.setHeader('Content-Security-Policy', isPdf ? pdfPolicy : filePolicy);
    response.setHeader('Cache-Control', 'private, no-cache');
    response.setHeader('ETag', `"${document.sha256}"`);
    await send({ request, response }, original).catch((error: unknown) => {
      const { status = 500 } = error as { status?: number };
      if (response.headersSent) return void response.destroy();
      for (const name of ['Content-Disposition', 'Content-Type', 'ETag']) response.removeHeader(name);
      if (CONDITIONS.has(status)) return void response.status(status).end();
      throw status === 404 ? unavailable(document.id, 'missing') : error;
    });
  };
}

/** Sends a file, or the part of it that the request asks for. */
function send({ request, response }: { request: Request; response: Response }, original: OriginalFile): Promise<void> {
  if ('read' in original) return sendStored(request, response, original);
  // Hidden files are no documents; a folder above the documents may be hidden.
  const options = { root: path.dirname(original.path), lastModified: false, dotfiles: 'allow' as const };
  return new Promise((resolve, reject) => {
    response.sendFile(path.basename(original.path), options, (error) => (error ? reject(error) : resolve()));
  });
}

function inline(disposition: string): string {
  return disposition.replace(/^attachment/, 'inline');
}

function unavailable(id: string, problem: OriginalProblem): PilcrowError {
  return new PilcrowError('FILE_UNAVAILABLE', `Cannot give the file of "${id}": ${AS_IT_CAME[problem]}`);
}
