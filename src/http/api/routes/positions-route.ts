import type { RequestHandler } from 'express';
import { rectanglesOf } from '../../../documents/positions/rectangles-of.ts';
import { readPositions } from '../../../documents/positions/stored-positions.ts';
import type { TextPositions } from '../../../protocol/text-positions.ts';
import { assistantOf } from '../../access/reader-rule.ts';
import { parseRequest, positionsRequestSchema } from '../request-schemas.ts';
import { findDocument } from './document-routes.ts';

/** Creates `GET /api/documents/:id/positions`: where its pages show a piece of the canonical text. */
export function createPositionsRoute(): RequestHandler<{ id: string }> {
  return async (request, response) => {
    const { start, end } = parseRequest(positionsRequestSchema, request.query);
    const assistant = assistantOf(response);
    const { id, text } = await findDocument(assistant, request.params.id);
    const stored = await assistant.positions(id);
    const pages = stored === null ? [] : rectanglesOf(readPositions(stored), text, { start, end });
    response.json({ start, end, pages } satisfies TextPositions);
  };
}
