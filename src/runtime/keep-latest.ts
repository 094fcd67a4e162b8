/**
 * Keeps what is made of the latest texts: people ask in the same words again and again. What is made is shared, so it must not be changed.
 *
 * @param options.count Texts kept at most; when there are so many, all are left.
 * @param options.longest UTF-16 code units of a text that is kept at most.
 */
export function keepLatest<Made>(
  make: (text: string) => Made,
  { count, longest }: { count: number; longest: number },
): (text: string) => Made {
  const kept = new Map<string, Made>();
  return (text) => {
    const known = kept.get(text);
    if (known !== undefined) return known;
    const made = make(text);
    if (kept.size >= count) kept.clear();
    if (text.length <= longest) kept.set(text, made);
    return made;
  };
}
