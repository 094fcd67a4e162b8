import type { AlignedSegment } from '../reading/align-segments.ts';
import type { Key, Segment } from '../reading/segments.ts';
import { changeOf, differenceOf, type Sides } from './compared-numbers.ts';

/** Words of comparison for more, and for less. */
const MORE =
  /(?<!\p{L})(?:more|higher|larger|bigger|greater|longer|louder|heavier|taller|older|dearer|warmer|hotter|faster|deeper|wider|thicker|stronger|later|farther|further|richer|better|больше|более|выше|дольше|длиннее|громче|тяжелее|старше|дороже|теплее|жарче|быстрее|глубже|шире|толще|сильнее|позже|позднее|дальше|чаще|крупнее|лучше|плотнее|denser|mehr|höher|größer|länger)(?!\p{L})/iu;
const LESS =
  /(?<!\p{L})(?:less|fewer|lower|smaller|shorter|quieter|lighter|younger|cheaper|colder|cooler|slower|shallower|narrower|thinner|weaker|earlier|nearer|poorer|worse|меньше|менее|ниже|короче|тише|легче|младше|моложе|дешевле|холоднее|медленнее|мельче|уже|тоньше|слабее|раньше|ранее|ближе|реже|хуже|weniger|niedriger|kleiner|kürzer|leiser)(?!\p{L})/iu;
const THAN = /(?<!\p{L})(?:than|чем|als)(?!\p{L})/iu;
/** «Лёд легче воды» compares without «чем»: a noun behind the word of comparison, no number and no bound such as «не более». */
const BARE_THAN =
  /(?<!(?:не|на)\s)(?<!\p{L})(?:больше|выше|длиннее|громче|тяжелее|старше|дороже|теплее|жарче|быстрее|глубже|шире|толще|сильнее|крупнее|лучше|плотнее|меньше|ниже|короче|тише|легче|младше|моложе|дешевле|холоднее|медленнее|мельче|тоньше|слабее|хуже)(?=\s+(?:\p{L}{3,})(?<!\s(?:чем|всего|всех|при|для|или|если)))/iu;
const RISE =
  /(?<!\p{L})(?:increas\p{L}*|rise[sn]?|rose|grow\p{L}*|grew|climb\p{L}*|увелич\p{L}+|вырос\p{L}*|возрос\p{L}*|повыс\p{L}+|рос[лт]\p{L}*)(?!\p{L})/iu;
const FALL =
  /(?<!\p{L})(?:decreas\p{L}*|fall[s]?|fell|fallen|drop\p{L}*|declin\p{L}+|shrank|сниз\p{L}+|сократи\p{L}+|уменьш\p{L}+|упал\p{L}*|паден\p{L}+)(?!\p{L})/iu;
const DATE = /^(?:(?:1\d|20)\d\d$|month|season|weekday|decade)/;

/**
 * Whether a sentence compares two things the wrong way round, either as the source compares them in words, or as its numbers of the two are:
 * "night mode is louder than normal mode" where the source gives 33 dB and 38 dB. So is a rise where they fall from year to year.
 */
export function isComparedWrongly(aligned: AlignedSegment): boolean {
  const { segment, whole, around } = aligned;
  const { direction, sides } = comparisonOf(segment);
  if (direction !== 0 && sides) {
    const difference = differenceOf(sides, aligned);
    return contradictsWords(direction, sides, aligned) || (difference !== null && Math.sign(difference) === -direction);
  }
  const change = changeDirectionOf(whole, around) === 0 ? null : changeOf(around);
  return change !== null && Math.sign(change) === -changeDirectionOf(whole, around);
}

/** The two sides of a comparison, and whether the first is said to be more; 0 and null for none. */
function comparisonOf(segment: Segment): { direction: number; sides: Sides | null } {
  const than = THAN.exec(segment.text);
  const bare = than ? null : BARE_THAN.exec(segment.text);
  const end = than?.index ?? (bare ? bare.index + bare[0].length : null);
  if (end === null) return { direction: 0, sides: null };
  return {
    direction: directionOf(segment.text.slice(bare?.index ?? 0, end), MORE, LESS),
    sides: sidesOf(segment, end),
  };
}

/** 1 for more, -1 for less, 0 where neither or both are said. */
function directionOf(text: string, more: RegExp, less: RegExp): number {
  return Number(more.test(text)) - Number(less.test(text));
}

/** The direction of a change that a sentence alone speaks of. */
function changeDirectionOf(said: string, around: Segment[]): number {
  const known = around.map(({ text }) => text).join('\n');
  return RISE.test(known) || FALL.test(known) ? 0 : directionOf(said, RISE, FALL);
}

function contradictsWords(direction: number, [one, other]: Sides, { around, standsFor }: AlignedSegment): boolean {
  /** How many of the keys of a side of the sentence are on a side of the source. */
  const shared = (keys: Key[], side: Key[]) =>
    keys.filter((key) => standsFor(key).some((same) => side.includes(same))).length;
  return around.some((part) => {
    const { direction: knownDirection, sides: known } = comparisonOf(part);
    if (!known || knownDirection === 0) return false;
    // The predicate is on the first side of both: only the second has what is compared alone.
    const order = Math.sign(shared(other, known[1]) - shared(one, known[1]) - shared(other, known[0]));
    return order !== 0 && direction * order !== knownDirection;
  });
}

/** What stands before the words of comparison, and what behind; null where one side names nothing. */
function sidesOf({ text, keys }: Segment, than: number): Sides | null {
  const lower = text.toLowerCase().replaceAll('ё', 'е');
  const isBehind = ({ word }: Key) => lower.indexOf(word.toLowerCase(), than) >= 0;
  const isBefore = ({ word }: Key) => lower.slice(0, than).includes(word.toLowerCase());
  const isThing = (key: Key) =>
    key.kind === 'word' || (key.kind === 'quantity' && DATE.test(key.quantity.readings[0] ?? ''));
  const [before, behind] = [keys.filter(isBefore), keys.filter((key) => isBehind(key) && !isBefore(key))];
  return before.some(isThing) && behind.some(isThing) ? [before, behind] : null;
}
