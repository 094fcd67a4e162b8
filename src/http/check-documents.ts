import type { Assistant } from '../assistant.ts';
import { PilcrowError } from '../errors.ts';

/** Passes when there are these documents. @throws DOCUMENT_UNKNOWN that names those that are not there. */
export async function checkDocuments(
  assistant: Pick<Assistant, 'documents'>,
  documentIds: readonly string[],
): Promise<void> {
  const known = new Set((await assistant.documents()).map(({ id }) => id));
  const unknown = documentIds.filter((id) => !known.has(id));
  if (unknown.length === 0) return;
  const names = unknown.map((id) => `"${id}"`).join(', ');
  throw new PilcrowError(
    'DOCUMENT_UNKNOWN',
    `Cannot answer from ${names}: no document has this id; GET /api/documents lists them`,
  );
}
