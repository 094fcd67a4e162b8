/** The key that tags are compared by: case and Unicode composition do not count. */
export function tagKey(tag: string): string {
  return tag.normalize('NFC').toLowerCase();
}

/** The tags without those that equal an earlier one. */
export function uniqueTags(tags: string[]): string[] {
  const keys = tags.map(tagKey);
  return tags.filter((_, index) => keys.indexOf(keys[index]!) === index);
}
