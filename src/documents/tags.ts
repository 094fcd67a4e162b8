/** What two tags are compared by: neither case nor the form of composed letters sets them apart. */
export function tagKey(tag: string): string {
  return tag.normalize('NFC').toLowerCase();
}

/** The tags without those that another one before them equals. */
export function uniqueTags(tags: string[]): string[] {
  return [...new Map(tags.toReversed().map((tag) => [tagKey(tag), tag])).values()].toReversed();
}
