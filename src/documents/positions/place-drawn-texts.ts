import type { Span } from '../../protocol/places.ts';
import { type DrawnText, type PageBox, partOfBox, type Turn } from './drawn-text.ts';
import { shareBefore } from './letter-widths.ts';

/** A piece of the canonical text, and the box where its page shows it. */
export interface TextPosition extends Span, PageBox {
  turn: Turn;
}

/** Signs that may stand in one of two texts only: hyphens at the ends of lines, bullets, brackets of marks. */
const MAX_SKIPPED = 12;

const UNSEEN = /[\s\u00ad\0]/u;
/** Signs that are their own compatible form: to ask for it takes long. */
const IS_PLAIN = /[!-~А-яёЁ]/u;

/** A visible sign, without regard to how it is raised, and where it stands. */
interface Sign {
  sign: string;
  start: number;
  end: number;
}

/**
 * Places what a page shows in the text that was made of it: the same signs in the same order, but for a few that were left out, added or
 * written in another way.
 *
 * @returns Offsets into `text`, in order.
 */
export function placeDrawnTexts(text: string, drawn: readonly DrawnText[]): TextPosition[] {
  const signs = signsOf(text);
  const placed: TextPosition[] = [];
  let next = 0;
  for (const one of drawn) {
    const shown = one.text.normalize('NFC');
    const pairs = matchSigns(signsOf(shown), signs, next);
    const [first, last] = [pairs[0], pairs.at(-1)];
    if (!first || !last) continue;
    next = last.at + 1;
    const { text: _, ...box } = one;
    const [from, to] = [first.shown.start, last.shown.end];
    const isWhole = from === 0 && to === shown.length;
    const part = isWhole ? box : partOfBox(box, shareBefore(shown, from), shareBefore(shown, to));
    placed.push({ start: signs[first.at]!.start, end: signs[last.at]!.end, ...part });
  }
  return placed;
}

function signsOf(text: string): Sign[] {
  const signs: Sign[] = [];
  let start = 0;
  for (const sign of text) {
    const end = start + sign.length;
    if (IS_PLAIN.test(sign)) signs.push({ sign, start, end });
    else if (!UNSEEN.test(sign)) signs.push({ sign: sign.normalize('NFKC'), start, end });
    start = end;
  }
  return signs;
}

/** The signs of a run, each with the index of the same sign of the whole text, from `from` on. */
function matchSigns(run: readonly Sign[], signs: readonly Sign[], from: number): { shown: Sign; at: number }[] {
  const pairs: { shown: Sign; at: number }[] = [];
  let [index, at] = [0, from];
  while (index < run.length) {
    const found = nextMatch(run, signs, { index, at });
    if (!found) break;
    pairs.push({ shown: run[found.index]!, at: found.at });
    [index, at] = [found.index + 1, found.at + 1];
  }
  return pairs;
}

type Place = Readonly<{ index: number; at: number }>;

/** The nearest place where both go on with the same signs. */
function nextMatch(run: readonly Sign[], signs: readonly Sign[], { index, at }: Place): Place | null {
  for (let skipped = 0; skipped <= MAX_SKIPPED; skipped += 1) {
    for (let inRun = 0; inRun <= skipped; inRun += 1) {
      const place = { index: index + inRun, at: at + skipped - inRun };
      if (isMatch(run, signs, place) && (skipped === 0 || goesOn(run, signs, place))) return place;
    }
  }
  return null;
}

function isMatch(run: readonly Sign[], signs: readonly Sign[], { index, at }: Place): boolean {
  return run[index] !== undefined && run[index].sign === signs[at]?.sign;
}

function goesOn(run: readonly Sign[], signs: readonly Sign[], { index, at }: Place): boolean {
  return index + 1 === run.length || at + 1 === signs.length || isMatch(run, signs, { index: index + 1, at: at + 1 });
}
