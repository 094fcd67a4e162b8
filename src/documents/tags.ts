/** The key that tags are compared by: case and Unicode composition do not count. */
export function tagKey(tag: string): string {
  return tag.normalize('NFC').toLowerCase();
}

/** The tags without those that equal an earlier one. */
export function uniqueTags(tags: string[]): string[] {
  const keys = tags.map(tagKey);
  return tags.filter((_, index) => keys.indexOf(keys[index]!) === index);
}

/** Tags of which a document has to have one, for each of several reasons: those of a reader, those of an assistant. No list is no condition. */
export type TagLists = readonly (readonly string[])[];

/** Whether a document has a tag of each list. */
export function hasTagOfEach({ tags }: { tags: readonly string[] }, lists: TagLists): boolean {
  const own = new Set(tags.map(tagKey));
  return lists.every((list) => list.some((tag) => own.has(tagKey(tag))));
}
