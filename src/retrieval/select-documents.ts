import { hasTagOfEach, type TagLists, tagKey, uniqueTags } from '../documents/tags.ts';
import { PilcrowError } from '../errors.ts';
import { requireDocuments } from './require-documents.ts';

/** Which documents to answer from: those with these ids, and of them those that have at least one of these tags. */
export interface DocumentSelection {
  documentIds?: readonly string[] | undefined;
  tags?: readonly string[] | undefined;
  /** What the one who asks may read: documents with a tag of each of these lists. There are no others then. */
  readable?: TagLists | undefined;
}

/** Tags an error message names, at most. */
const TAGS_NAMED = 10;

/**
 * The ids of the selected documents; undefined when there is no selection, which is all of them.
 *
 * @throws DOCUMENT_UNKNOWN, TAG_UNKNOWN for ids and tags that no document has.
 */
export async function selectDocuments(
  { documentIds, tags, readable = [] }: DocumentSelection,
  listDocuments: () => Promise<readonly { id: string; tags: readonly string[] }[]>,
): Promise<string[] | undefined> {
  if (!documentIds && !tags && readable.length === 0) return undefined;
  const documents = (await listDocuments()).filter((document) => hasTagOfEach(document, readable));
  if (documentIds) requireDocuments(documentIds, documents);
  if (!tags) return documentIds ? [...documentIds] : documents.map(({ id }) => id);
  const tagged = new Set<string>();
  for (const tag of tags) {
    const key = tagKey(tag);
    const having = documents.filter((document) => document.tags.some((own) => tagKey(own) === key));
    if (having.length === 0) throw tagUnknown(tag, documents);
    for (const { id } of having) tagged.add(id);
  }
  return documentIds ? documentIds.filter((id) => tagged.has(id)) : [...tagged];
}

function tagUnknown(tag: string, documents: readonly { tags: readonly string[] }[]): PilcrowError {
  const known = uniqueTags(documents.flatMap(({ tags }) => tags)).slice(0, TAGS_NAMED);
  const advice = known.length === 0 ? 'none has a tag yet' : `there are ${known.map((name) => `"${name}"`).join(', ')}`;
  return new PilcrowError(
    'TAG_UNKNOWN',
    `Cannot answer from documents tagged "${tag}": no document has this tag; ${advice}`,
  );
}
