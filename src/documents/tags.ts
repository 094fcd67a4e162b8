/** What two tags are compared by: neither case nor the form of composed letters sets them apart. */
export function tagKey(tag: string): string {
  return tag.normalize('NFC').toLowerCase();
}

/** The tags without those that equal one before them. */
export function uniqueTags(tags: string[]): string[] {
  const keys = tags.map(tagKey);
  return tags.filter((_, index) => keys.indexOf(keys[index]!) === index);
}
