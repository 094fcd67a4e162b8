const segmenter = new Intl.Segmenter('ru', { granularity: 'sentence' });

/** UTF-16 code units that are segmented at once: the time that `Intl.Segmenter` of Node.js 20 takes grows faster than its input. */
const PIECE = 2000;
/** How far behind an end the Unicode rules look (a small letter goes on with the sentence), in UTF-16 code units. */
const LOOKAHEAD = 200;

/**
 * Where sentences end by the Unicode rules (UAX #29), in order, a piece of the text at a time. The next piece begins at the last end whose
 * surroundings are in the piece, so that the ends are those of the whole text, in prose at least.
 */
export function sentenceEnds(text: string): number[] {
  const ends: number[] = [];
  for (let start = 0; start < text.length; ) {
    const stop = Math.min(text.length, start + PIECE);
    const isLast = stop === text.length;
    let next = start;
    for (const { segment, index } of segmenter.segment(text.slice(start, stop))) {
      const end = start + index + segment.length;
      if (!isLast && end > stop - LOOKAHEAD) break;
      ends.push(end);
      next = end;
    }
    start = next > start ? next : stop - LOOKAHEAD;
    if (isLast) break;
  }
  return ends;
}
