import type { Group } from '../syntax/parse-groups.ts';

const FULL = 255;

/**
 * Creates what says whether a colour of a document is that of paper: white, or the one of no number.
 *
 * @param table The group `colortbl`, in which each colour ends with a semicolon.
 */
export function lightColours(table: Group | undefined): (colour: number) => boolean {
  const light = new Set<number>();
  let colour = 0;
  let parts = 0;
  let fullParts = 0;
  for (const part of table?.parts ?? []) {
    if (typeof part === 'string') {
      for (const _ of part.matchAll(/;/g)) {
        if (parts === 0 || fullParts === parts) light.add(colour);
        colour += 1;
        parts = 0;
        fullParts = 0;
      }
    } else if (part.kind === 'word' && /^(?:red|green|blue)$/.test(part.name)) {
      parts += 1;
      if (part.value === FULL) fullParts += 1;
    }
  }
  return (number) => number === 0 || light.has(number);
}
