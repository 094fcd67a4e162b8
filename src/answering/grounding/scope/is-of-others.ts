import { gramsOf, overlapOfGrams } from '../../../text/n-grams.ts';
import { isSameScript } from '../names/names-in.ts';
import type { AlignedSegment } from '../reading/align-segments.ts';
import type { Segment } from '../reading/segments.ts';

const ANYBODY =
  /(?<!\p{L})(?:everyone|everybody|anyone|anybody|all\s+(?:people|persons)|кто\s+угодно|(?:любо(?:й|му|го)|кажд(?:ый|ому|ого))(?=\s*(?:[.,;]|$|может|вправе|желающ|человек))|всем(?=\s*(?:[.,;]|$))|все(?=\s+(?:могут|должны|обязаны|имеют|получают|платят))|jeder(?:mann)?|alle(?=\s*[.,;])|tout\s+le\s+monde|todos)(?!\p{L})/iu;
const ALL =
  /(?<!\p{L})(?:all|every|each|any|whole|entire|both|anyone|everyone|everybody|anybody|все(?:го|х|м|ми)?|вс[еёюя]|весь|кажд\p{L}+|люб(?:ой|ая|ое|ые|ых|ым|ого|ому|ую|ыми)|всяк\p{L}+|кто\s+угодно|целиком|полностью|оба|обе|обоих|alle[ns]?|jede[rsnm]?|tous|toutes|tout|chaque|todos?|todas?|cada|tutti|ogni)(?!\p{L})/iu;
const PART =
  /(?<!\p{L})(?:most|majority|mostly|mainly|some|several|few|many|part|partly|certain|usually|often|sometimes|only|solely|half|(?:one|two|three|four|five|six|seven|eight|nine|ten|\d+)\s+of\s+(?:the|its|our|their|\d+|two|three|four|five|six|seven|eight|nine|ten)|(?:одн[аио]|один|дв[ае]|три|четыре|пять|шесть|\d+)\s+из|больш(?:инств\p{L}+|ая\s+часть|ей\s+частью)|некотор\p{L}+|несколько|част(?:ь|и|ично)|отдельны[емх]\p{L}?|иногда|обычно|зачастую|только|лишь|исключительно|многие|многих|половин\p{L}+|meisten?|einige|nur|plupart|certains|seulement|mayoría|algunos|sólo|solo)(?!\p{L})/iu;
const SOME =
  /(?<!\p{L})(?:some|several|few|partly|sometimes|некотор\p{L}+|несколько|частично|отдельны[емх]\p{L}?|иногда|einige|certains|algunos)(?!\p{L})/iu;
const MAJORITY =
  /(?<!\p{L})(?:most|majority|mostly|больш(?:инств\p{L}+|ая\s+часть)|meisten?|plupart|mayoría)(?!\p{L})/iu;
const NONE =
  /(?<!\p{L})(?:none|no\s+one|nobody|ни\s+(?:один|одна|одно|одного|одной)|никто|никого|никому|kein\p{L}*|aucun\p{L}*|ninguno)(?!\p{L})/iu;
const EVERY_DAY =
  /(?<!\p{L})(?:every\s*day|daily|around\s+the\s+clock|round\s+the\s+clock|24\s?\/\s?7|at\s+any\s+time|always\s+open|ежедневн\p{L}+|кажд\p{L}+\s+день|круглосуточн\p{L}+|в\s+любое\s+время|без\s+выходных|täglich|tous\s+les\s+jours|diario)(?!\p{L})/iu;
/** Days and times of day, which are not all. */
const SOME_DAYS =
  /\d{1,2}[:.]\d\d|(?<!\p{L})(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|понедельник\p{L}*|вторник\p{L}*|сред[уы]|четверг\p{L}*|пятниц\p{L}+|суббот\p{L}+|воскресень\p{L}+|будн\p{L}+|weekdays?|weekends?)(?!\p{L})/iu;
const SHARE = 'ratio';
/** "Anyone with a fever", «все, кто остался»: some alone. */
const RESTRICTED =
  /(?<!\p{L})(?:anyone|everyone|everybody|anybody|all|those|все[мх]?|кажд\p{L}+|люб\p{L}+),?\s+(?:who|whose|that|with|without|under|over|in|from|aged|of|кто|кому|у\s+кого|чей|с|без)(?!\p{L})/giu;
const ALWAYS = /(?<!\p{L})(?:always|at\s+any\s+time|всегда|в\s+любое\s+время|immer|toujours|siempre)(?!\p{L})/iu;
const ONLY = /(?<!\p{L})(?:only|solely|exclusively|только|лишь|исключительно|nur|seulement|sólo|solo)(?!\p{L})/iu;
/** What "all" or "any" is said of. */
const NEXT =
  /(?<!\p{L})(?:all(?:\s+the)?(?!\s+(?:others?|remaining|rest))|any(?!\s+(?:further|longer|more|other\s+way))|every|все[хм]?(?!\s+(?:проч|остальн|други))|люб(?:ой|ая|ое|ые|ых|ым|ого|ому|ую|ыми))\s+(\p{L}+)/iu;
/** Overlap of 3-grams of forms of one word. */
const SAME_WORD = 0.6;

/**
 * Whether a sentence says of all, of most, of some or of none what its source says of others: "most" for "all", "anyone" where it is for
 * some alone. A word such as "all" by itself may be added: plurals mean all.
 */
export function isOfOthers({ segment, nearest, around, standsFor }: AlignedSegment): boolean {
  const [said, known] = [segment.text, nearest.map(({ text }) => text).join('\n')];
  const knownAround = around.map(({ text }) => text).join('\n');
  if (nearest.length === 0) return false;
  if (EVERY_DAY.test(said) && !EVERY_DAY.test(knownAround) && SOME_DAYS.test(knownAround)) return true;
  if (ANYBODY.test(withoutRestricted(said)) && !ALL.test(withoutRestricted(knownAround))) return true;
  if (ALWAYS.test(said) && ONLY.test(known) && !ALWAYS.test(known)) return true;
  if (isOfMore(segment, standsFor) && !ALL.test(knownAround)) return true;
  if (ALL.test(said) && !ALL.test(known) && !PART.test(said) && (PART.test(known) || hasShare(nearest, segment)))
    return true;
  if (isOfUnbounded(segment, standsFor, nearest)) return true;
  if (NONE.test(said) && SOME.test(known) && !NONE.test(knownAround)) return true;
  if (SOME.test(said) && !SOME.test(knownAround) && (ALL.test(known) || MAJORITY.test(known))) return true;
  return MAJORITY.test(said) && !MAJORITY.test(known) && SOME.test(known);
}

function withoutRestricted(text: string): string {
  return text.replaceAll(RESTRICTED, ' ');
}

/** Whether a sentence says "all" or "any" of something that the source says of something else: «любых автомобилей» for «электромобилей». */
function isOfMore({ text, keys }: Segment, standsFor: AlignedSegment['standsFor']): boolean {
  const next = NEXT.exec(text)?.[1]?.toLowerCase().replaceAll('ё', 'е');
  const key = keys.find(({ kind, word }) => kind === 'word' && word === next);
  if (!key) return false;
  return standsFor(key).every(
    ({ word }) => isSameScript(word, key.word) && overlapOfGrams(gramsOf(word), gramsOf(key.word)) < SAME_WORD,
  );
}

/** Whether a sentence says "all" of what the source says of those alone that have more or less than a number: "orders over 50 euros". */
function isOfUnbounded({ text, keys }: Segment, standsFor: AlignedSegment['standsFor'], nearest: Segment[]): boolean {
  const next = NEXT.exec(text)?.[1]?.toLowerCase().replaceAll('ё', 'е');
  const key = keys.find(({ kind, word }) => kind === 'word' && word === next);
  if (!key || keys.some(({ kind }) => kind === 'quantity')) return false;
  return (
    nearest.length > 0 &&
    nearest.every((near) => {
      const noun = near.keys.findIndex((other) => standsFor(key).includes(other));
      const behind = near.keys.slice(noun + 1, noun + 3).find(({ kind }) => kind === 'quantity');
      return noun >= 0 && behind?.kind === 'quantity' && ['min', 'max'].includes(behind.quantity.bound ?? '');
    })
  );
}

/** Whether the source says of a share of them what the sentence says of no share. */
function hasShare(nearest: Segment[], segment: Segment): boolean {
  const isShare = (of: Segment) =>
    of.keys.some((key) => key.kind === 'quantity' && key.quantity.unit?.dimension === SHARE);
  return nearest.every(isShare) && !isShare(segment);
}
