import { PilcrowError } from '../errors.ts';

/** Ids an error message names, at most. */
const IDS_NAMED = 10;

/** Passes when there are documents with these ids. @throws DOCUMENT_UNKNOWN that names those that are not there, and some that are. */
export function requireDocuments(ids: readonly string[], documents: readonly { id: string }[]): void {
  const known = documents.map(({ id }) => id);
  const unknown = ids.filter((id) => !known.includes(id));
  if (unknown.length === 0) return;
  const advice = known.length === 0 ? 'there are no documents yet' : `use ids such as ${named(known)}`;
  throw new PilcrowError(
    'DOCUMENT_UNKNOWN',
    `Cannot answer from ${named(unknown)}: no document has this id; ${advice}`,
  );
}

function named(ids: readonly string[]): string {
  return ids
    .slice(0, IDS_NAMED)
    .map((id) => `"${id}"`)
    .join(', ');
}
