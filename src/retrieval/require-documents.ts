import { PilcrowError } from '../errors.ts';

/** Ids an error message names, at most. */
const IDS_NAMED = 10;

/** Checks that there are documents with these ids. @throws DOCUMENT_UNKNOWN, naming the unknown ids and some known ones */
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
