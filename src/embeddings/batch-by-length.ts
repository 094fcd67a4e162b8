/** Texts of one model call: enough to fill the matrix units of one core, few enough that their numbers stay in its cache. */
const MAX_TEXTS = 8;
/** Share of a batch that may be padding: it is computed for nothing. */
const MAX_PADDING = 0.1;

/**
 * Puts texts of like length into batches.
 *
 * @param lengths Of each text, in tokens.
 * @returns The places of the texts of each batch in `lengths`.
 */
export function batchByLength(lengths: readonly number[]): number[][] {
  const places = lengths.map((_, place) => place).sort((a, b) => lengths[a]! - lengths[b]!);
  const batches: number[][] = [];
  let tokens = 0;
  for (const place of places) {
    const batch = batches.at(-1);
    const computed = lengths[place]! * ((batch?.length ?? 0) + 1);
    if (batch && batch.length < MAX_TEXTS && computed - tokens - lengths[place]! <= MAX_PADDING * computed) {
      batch.push(place);
      tokens += lengths[place]!;
    } else {
      batches.push([place]);
      tokens = lengths[place]!;
    }
  }
  return batches;
}
