import type { Span } from '../protocol.ts';

const segmenter = new Intl.Segmenter('ru', { granularity: 'sentence' });

/** What ends in a full stop without ending a sentence: «г.», «ст.», «т. д.», «им.», initials, numbered clauses, Mr., No. */
const ENDS_IN_ABBREVIATION =
  /(?:^|[\s("«„“[])(?:\p{L}|\d{1,3}(?:\.\d{1,3})*|гг?|ст|пп?|ч|гл|разд|рис|табл|см|ср|напр|им|ул|пр|просп|пер|пл|д|кв|корп|стр|обл|р-н|пос|тел|руб|коп|тыс|млн|млрд|трлн|тов|проф|акад|доц|канд|зам|вв|год|экз|изд|вып|т\.\s?[деонп]|и\s?т|в\s?т|т|др|пр|е|mr|mrs|ms|dr|prof|st|no|nos|vol|fig|sec|art|para|pp|vs|e\.g|i\.e|cf|etc|inc|ltd|jr|sr|approx)\.$/iu;

/** «т. д.», «т. п.», «др.», «гг.», «руб.», "etc." end a sentence when a capital follows; «ст.», «им.», initials do not. */
const MAY_END_A_SENTENCE = /(?:т\.\s?[дпе]|др|пр|гг?|руб|коп|тыс|млн|млрд|чел|экз|etc|inc|ltd|p\.m|a\.m)\.$/iu;

/**
 * Splits text into sentences by the Unicode rules, mended where they break after an abbreviation or an initial.
 *
 * @returns Spans without outer blanks, in order; every visible character is in one of them.
 */
export function splitSentences(text: string): Span[] {
  const spans: Span[] = [];
  let start = 0;
  for (const { segment, index } of segmenter.segment(text)) {
    const end = index + segment.length;
    const sentence = text.slice(start, end).trimEnd();
    if (end < text.length && !isComplete(sentence, text.slice(end), /\n\s*$/.test(segment))) continue;
    pushTrimmed(spans, text, start, end);
    start = end;
  }
  return spans;
}

function isComplete(sentence: string, rest: string, brokenByLine: boolean): boolean {
  // Unicode ends a sentence at every line break; a hard-wrapped line is not the end of one.
  if (brokenByLine && !/[.!?…:;][)"»”’\]]*$/u.test(sentence)) return false;
  if (!ENDS_IN_ABBREVIATION.test(sentence)) return true;
  return MAY_END_A_SENTENCE.test(sentence) && /^\s*[«"“(]?\p{Lu}/u.test(rest);
}

function pushTrimmed(spans: Span[], text: string, start: number, end: number): void {
  const sentence = text.slice(start, end);
  const visible = sentence.trim();
  if (visible === '') return;
  const visibleStart = start + sentence.indexOf(visible);
  spans.push({ start: visibleStart, end: visibleStart + visible.length });
}
