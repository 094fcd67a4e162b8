/** What a line of a list begins with. */
export interface ListMarker {
  kind: 'bullet' | 'dash' | 'number' | 'letter';
  /** As the text shows it, with its punctuation; null for a bullet. */
  marker: string | null;
}

/** A bullet, a dash, «7.», «1.2.», «7)», «(7)», «а)», "iv." at the start of a line, before its text. */
const MARKER =
  /^(?:(?<bullet>[*•·▪◦‣+-])|(?<dash>[–—])|(?<number>\\?\(?\d{1,3}(?:\.\d{1,3})*[.)]|\d{1,3}(?:\.\d{1,3})+)|(?<letter>\(?\p{L}\)|[ivx]{1,4}[.)]))[ \t\u00a0]+(?=\S)/u;

/** The marker at the start of a line, or null. */
export function listMarker(line: string): ListMarker | null {
  const found = MARKER.exec(line)?.groups;
  if (!found) return null;
  if (found.bullet || found.dash) return { kind: found.bullet ? 'bullet' : 'dash', marker: null };
  return found.number ? { kind: 'number', marker: found.number } : { kind: 'letter', marker: found.letter! };
}

/** How many numbers a marker has: 2 for «1.2.». */
export function depthOfNumber(marker: string): number {
  return marker.match(/\d+/g)?.length ?? 1;
}

/** Whether a number comes right after another: 1.3 after 1.2, also with other signs around. */
export function isNextNumber(one: string, other: string): boolean {
  const [before, after] = [one, other].map((marker) => (marker.match(/\d+/g) ?? []).map(Number)) as [
    number[],
    number[],
  ];
  const isSibling = before.length === after.length && before.slice(0, -1).every((part, index) => part === after[index]);
  return before.length > 0 && isSibling && after.at(-1) === before.at(-1)! + 1;
}
