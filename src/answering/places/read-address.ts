import { onOneLine } from '../../documents/document.ts';
import { numeralOf } from '../../text/numerals.ts';
import { tokenize } from '../../text/tokenize.ts';
import { PART_NAMES, PART_WORDS, type PartName, partNameOf, plainNumber } from '../structure/part-words.ts';
import { ASKING_FOR_PLACE, hasSubject, NAMED } from './asking-for-place.ts';

/** A part that is named: by its number, by its place among those of its kind (from 1; from the end where negative), or by its heading. */
export type PartAsked = { name: PartName } & (
  | { number: string; isOwn: boolean }
  | { place: number }
  | { heading: string; isCalledPart: boolean }
);

/** A place in a document: a part, after the parts that it is a part of, outermost first. */
export type PlaceAsked = PartAsked[];

/** A question that names places in documents. */
export interface Address {
  places: PlaceAsked[];
  /** The words that are left, without those of asking: they name a document, or what is asked about the place. */
  words: string[];
  /** Whether it is said that something is asked about: "what does section 5 say about fines?" */
  hasSubject: boolean;
}

/** What one expression names: several places where it has several numbers. */
interface Naming {
  places: PlaceAsked[];
  start: number;
  end: number;
}

const ANY_PART = PART_NAMES.map((name) => PART_WORDS[name]).join('|');
const ENDING = '(?:-?(?:й|я|е|го|му|м|ю|st|nd|rd|th)(?!\\p{L}))?';
/** "3.5", "12-й", "3rd", "2.1(a)", «3 а)»; "IV"; «а)», «"б"», "(c)", "A". */
const NUMBER = `\\p{N}+(?:\\.\\p{N}+)*${ENDING}(?:\\s?\\(?\\p{L}\\))?|(?<!\\p{L})(?:[IVX]+(?![\\p{L}\\p{N}])|[«"“(]?\\p{L}(?:[)»"”]+|(?![\\p{L}\\p{N}.])))`;
const JOINT = '(?:\\s*,\\s*(?=[\\p{N}«"“(])|\\s*[-–—]\\s*(?=\\p{N})|\\s+(?:и|или|and|or|&|по|до|to|through)\\s+)';
const NUMBERED = new RegExp(
  `(?<![\\p{L}\\p{N}])(?<name>${ANY_PART})\\.?\\s*(?:(?:№|no\\.?|number|номер)\\s*)?(?<numbers>(?:${NUMBER})(?:${JOINT}(?:${NUMBER}))*)(?![\\p{L}\\p{N}]|[-/–.][\\p{L}\\p{N}])`,
  'giu',
);
const ORDERED = new RegExp(
  `(?<![\\p{L}\\p{N}])(?<order>\\p{N}+(?:\\.\\p{N}+)*${ENDING}|\\p{L}{4,})\\s+(?<name>${ANY_PART})(?![\\p{L}\\p{N}]|\\.?\\s*(?:№\\s*)?\\p{N})`,
  'giu',
);
const WORDED = new RegExp(`(?<![\\p{L}\\p{N}])(?<name>${ANY_PART})\\.?\\s+(?<order>\\p{L}{3,})(?!\\p{L})`, 'giu');
const HEADED = new RegExp(
  `(?:(?<![\\p{L}\\p{N}])(?<name>${ANY_PART})\\s+)?[«"“„](?<heading>[^«»"“”„]{2,160})[»"”“]`,
  'giu',
);
/** What each of these has: the name of a part, or a mark that opens a heading. Most questions have neither. */
const MAY_NAME = new RegExp(`(?<![\\p{L}\\p{N}])(?:${ANY_PART})(?!\\p{L})|[«"“„]`, 'iu');
const LAST = /^(?:последн\p{L}{2,3}|last|final)$/iu;
const LAST_BUT_ONE = /^(?:предпоследн\p{L}{2,3}|penultimate)$/iu;
const SECOND_TO_LAST = /\b(?:second|next)[- ]to[- ]last\b/iu;
/** «Третий», "third": three of them are none. */
const ORDINAL = /(?:[ыио]й|[аь]я|[оь]е|[ое]го|[ое]му|[оеыи]м|[уь]ю|ей|st|nd|rd|th)$/iu;
/** "5 sections", «2 пункта»: so many of them, not the one of this number. */
const COUNTED = /^\p{N}+\s+(?:\p{L}+(?:s|ов|ев|ей|ний|ий|ы|и|та|ела|аца|фа)|глав|страниц|таблиц)$/iu;
/** Between a part and another that it is part of, or that is part of it: «ч. 2 ст. 92», "section 5, paragraph 2". */
const WITHIN = /^\s*(?:,|(?:of|in|в|из)(?:\s+the)?)?\s*$/iu;
const OF = /^\s*of\b/iu;
const RANGE = /[-–—]|(?<!\p{L})(?:по|до|to|through)(?!\p{L})/iu;
/** Numbers of a range, at most. */
const MAX_RANGE = 50;

/** Reads a question that names places; null where it names none. */
export function readAddress(question: string): Address | null {
  if (!MAY_NAME.test(question)) return null;
  const text = onOneLine(question).replace(SECOND_TO_LAST, 'penultimate');
  const namings: Naming[] = [];
  let rest = text;
  for (const [pattern, read] of READERS) {
    for (const match of rest.matchAll(pattern)) {
      const places = read(match.groups as Record<string, string>);
      if (places.length === 0) continue;
      const [start, end] = [match.index, match.index + match[0].length];
      namings.push({ places, start, end });
      rest = rest.slice(0, start) + NAMED.repeat(end - start) + rest.slice(end);
    }
  }
  if (namings.length === 0) return null;
  return {
    places: joinNamings(namings, text),
    words: tokenize(rest.replaceAll(NAMED, ' ')).filter((word) => !ASKING_FOR_PLACE.has(word)),
    hasSubject: hasSubject(rest),
  };
}

const READERS: [RegExp, (groups: Record<string, string>) => PlaceAsked[]][] = [
  [ORDERED, ({ name, order }) => (COUNTED.test(`${order} ${name}`) ? [] : readOrder(partNameOf(name!)!, order!))],
  [NUMBERED, ({ name, numbers }) => readNumbers(name!, numbers!)],
  [WORDED, ({ name, order }) => readWord(partNameOf(name!)!, order!)],
  [
    HEADED,
    ({ name, heading }) => [
      [{ name: name ? partNameOf(name)! : 'section', heading: heading!, isCalledPart: name !== undefined }],
    ],
  ],
];

function readOrder(name: PartName, order: string): PlaceAsked[] {
  if (LAST.test(order)) return [[{ name, place: -1 }]];
  if (LAST_BUT_ONE.test(order)) return [[{ name, place: -2 }]];
  if (/^\p{N}/u.test(order)) return [placeOf(name, { number: order, isOwn: true })];
  const place = numeralOf(order.toLowerCase());
  return place !== null && ORDINAL.test(order) ? [[{ name, place }]] : [];
}

/** «Абзац второй», "clause five". */
function readWord(name: PartName, word: string): PlaceAsked[] {
  const number = numeralOf(word.toLowerCase());
  if (number === null) return readOrder(name, word);
  return ORDINAL.test(word) ? [[{ name, place: number }]] : [[{ name, number: String(number), isOwn: true }]];
}

function readNumbers(word: string, written: string): PlaceAsked[] {
  const name = partNameOf(word)!;
  const isOwn = !word.startsWith('¶');
  // The numbers, and between each two of them what joins them.
  const [first, ...others] = written.split(new RegExp(`(${JOINT})`, 'iu'));
  const numbers = [first!, ...others.filter((_, index) => index % 2 === 1)];
  if (!numbers.every((number) => canBeNumber(number, name))) return [];
  return numbers.flatMap((number, index) => {
    const isRange = index > 0 && RANGE.test(others[2 * index - 2]!);
    const all = [...(isRange ? numbersBetween(numbers[index - 1]!, number) : []), number];
    return all.map((one) => placeOf(name, { number: one, isOwn }));
  });
}

/** A letter is the number of an item, and of an annex; of another part where a bracket or capital shows it. */
function canBeNumber(written: string, name: PartName): boolean {
  if (/\p{N}/u.test(written) || /^[IVX]+$/.test(written) || /[)»"”]$/.test(written)) return true;
  return name === 'item' || /^[A-ZА-Я]$/u.test(written);
}

function placeOf(name: PartName, { number, isOwn }: { number: string; isOwn: boolean }): PlaceAsked {
  const { main, item } = /^(?<main>\p{N}[\p{N}.]*)(?:[^()]*?\(?(?<item>\p{L})\))?/u.exec(number)?.groups ?? {};
  const part = { name, number: plainNumber(main ?? number), isOwn };
  return item ? [part, { name: 'item', number: plainNumber(item), isOwn: true }] : [part];
}

/** Of 2.1 and 2.4: 2.2 and 2.3. */
function numbersBetween(first: string, last: string): string[] {
  const [from, to] = [first, last].map((number) => /^(?<above>(?:\p{N}+\.)*)(?<own>\p{N}+)/u.exec(number)?.groups);
  if (!from || !to || from.above !== to.above) return [];
  const count = Math.min(Number(to.own) - Number(from.own) - 1, MAX_RANGE);
  return Array.from({ length: Math.max(0, count) }, (_, index) => `${from.above}${Number(from.own) + index + 1}`);
}

/** Puts parts into the parts that they are named together with. */
function joinNamings(namings: Naming[], text: string): PlaceAsked[] {
  const joined: Naming[] = [];
  for (const naming of namings.toSorted((a, b) => a.start - b.start)) {
    const before = joined.at(-1);
    const between = before && text.slice(before.end, naming.start);
    if (!before || !WITHIN.test(between!) || depthOf(before) === depthOf(naming)) {
      joined.push(naming);
      continue;
    }
    const isInner = OF.test(between!) || depthOf(before) > depthOf(naming);
    const places = before.places.flatMap((first) =>
      naming.places.map((second) => (isInner ? [...second, ...first] : [...first, ...second])),
    );
    joined[joined.length - 1] = { places, start: before.start, end: naming.end };
  }
  return joined.flatMap(({ places }) => places);
}

function depthOf({ places }: Naming): number {
  return PART_NAMES.indexOf(places[0]![0]!.name);
}
