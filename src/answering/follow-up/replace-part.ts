import { gramsOf, overlapOfGrams } from '../../text/n-grams.ts';
import { kindOfPart, type PartKind } from './kinds-of-part.ts';
import { type QuestionWord, readQuestionWords } from './question-words.ts';

/** Words of a question that belong together: "in the employment contract", «академическая стипендия». */
interface Part {
  words: QuestionWord[];
  preposition: string | null;
  kind: PartKind | null;
  hasName: boolean;
  hasNumber: boolean;
}

/** Words of a question, from start to end, and what takes their place. */
interface Replacement {
  start: number;
  end: number;
  by: string;
}

/** From this on two parts say the same kind of thing. */
const MIN_LIKENESS = 2;
const IS_LATIN = /^\p{Script=Latin}/u;
/** Overlap of 3-grams from which two words are forms of one. */
const SAME_WORD = 0.55;
/** Endings of Russian adjectives, those of one case on a line: «годовой» and «месячный» agree with the same nouns. */
const ADJECTIVE_ENDINGS = [
  'ый|ий|ой',
  'ая|яя',
  'ое|ее',
  'ые|(?<![нт])ие',
  'ого|его',
  'ому|ему',
  'ую|юю',
  'ой|ей',
  'ым|им',
  'ых|их',
  'ыми|ими',
].map((endings) => new RegExp(`^\\p{Script=Cyrillic}{2,}(?:${endings})$`, 'u'));

/**
 * Puts what is said now, words without a question («а в трудовом договоре?», "and express?"), in the place of the part of the earlier question
 * that says the same kind of thing; added to it where there is none.
 *
 * @param options.continues Whether words such as «а» stand before what is said: a capital is then one of a name.
 * @returns The whole question, and of the words that went out of it those that may still be meant.
 */
export function replacePart(
  said: string,
  question: string,
  { continues }: { continues: boolean },
): { question: string; kept: string | null } {
  const words = readQuestionWords(said);
  const [first] = partsOf(said, words);
  const part = first ? partLike(first, question) : null;
  const span =
    (continues && nameLike(words, question)) || wordLike(words, question) || (part && { ...part, by: bare(said) });
  if (!span) return { question: added(said, question), kept: null };
  return {
    question: `${question.slice(0, span.start)}${span.by}${question.slice(span.end)}`,
    kept: first ? keptOf(first, readQuestionWords(question.slice(span.start, span.end))) : null,
  };
}

/** After "standard delivery", "express" alone may be a delivery or anything else: what the part is about may still be meant. */
function keptOf({ words, kind }: Part, replaced: readonly QuestionWord[]): string | null {
  const content = replaced.filter(({ role }) => role === 'content');
  if (words.length > 1 || kind !== null || content.length < 2) return null;
  return (IS_LATIN.test(content[0]!.term) ? content.at(-1) : content.find((word) => !isAdjective(word)))?.text ?? null;
}

const bare = (said: string) => said.replace(/(?<![\s?!.…])[\s?!.…]+$/u, '');

function added(said: string, question: string): string {
  return `${bare(question)} ${bare(said)}?`;
}

/** A name alone takes the place of a name: "Kingdom of Lirren", and of nothing around it. */
function nameLike(said: readonly QuestionWord[], question: string): Replacement | null {
  const content = said.filter(({ role }) => role !== 'article');
  if (!content.every(isName)) return null;
  const words = readQuestionWords(question);
  const last = words.findLastIndex((word, place) => place > 0 && isName(word));
  if (last < 0) return null;
  const before = words.findLastIndex((word, place) => place < last && (place === 0 || !isName(word)));
  return { start: words[before + 1]!.start, end: words[last]!.end, by: said.map(({ text }) => text).join(' ') };
}

/**
 * A number, a code, an adjective or a verb alone takes the place of such a word: «социальная» of «академическая», "7C" of "5A", "in 2023" of "in 2024".
 */
function wordLike(said: readonly QuestionWord[], question: string): Replacement | null {
  const own = said.filter(({ role }) => role !== 'article' && role !== 'preposition');
  const [word] = own;
  if (!word || own.length > 1) return null;
  const isAlone = said.length === 1;
  const isLike = likenessTo(word, { isAlone });
  const words = readQuestionWords(question);
  const place = words.findLastIndex((other) => other.role === word.role && isLike(other));
  if (place < 0) return null;
  const preposition = words.slice(0, place).findLast(({ role }) => role === 'preposition');
  if (!isAlone && preposition?.term !== said[0]!.term) return null;
  return { start: words[place]!.start, end: words[place]!.end, by: word.text };
}

function likenessTo(word: QuestionWord, { isAlone }: { isAlone: boolean }): (other: QuestionWord) => boolean {
  if (hasNumber(word)) return hasNumber;
  if (!isAlone) return () => false;
  // «Можно ли продлить?» «А расторгнуть?»: an infinitive of an infinitive.
  if (word.role === 'verb') return (other) => other.term.slice(-2) === word.term.slice(-2);
  return (other) => agree(other, word);
}

const hasNumber = ({ text }: QuestionWord) => /\p{N}/u.test(text);
const isAdjective = ({ term }: QuestionWord) => ADJECTIVE_ENDINGS.some((ending) => ending.test(term));
const agree = (a: QuestionWord, b: QuestionWord) =>
  ADJECTIVE_ENDINGS.some((ending) => ending.test(a.term) && ending.test(b.term));

function partLike(said: Part, question: string): Omit<Replacement, 'by'> | null {
  const parts = partsOf(question, readQuestionWords(question));
  const scored = parts.map((part) => ({ part, likeness: likenessOf(said, part) }));
  const best = scored.reduce((a, b) => (b.likeness >= a.likeness ? b : a), {
    part: null as Part | null,
    likeness: MIN_LIKENESS,
  });
  if (!best.part) return null;
  const { words, preposition } = best.part;
  const isWhole = said.preposition !== null || preposition === null;
  const first = isWhole ? words[0]! : words.find(({ role }) => role === 'content')!;
  return { start: first.start, end: words.at(-1)!.end };
}

function likenessOf(said: Part, part: Part): number {
  if ((said.kind === 'time') !== (part.kind === 'time')) return 0;
  if (said.kind && part.kind && said.kind !== part.kind) return 0;
  const sameKind = said.kind !== null && said.kind === part.kind ? 4 : said.kind === 'person' ? -1 : 0;
  const contentOf = ({ words }: Part) => words.filter(({ role }) => role === 'content');
  const sharesWord = contentOf(said).some((a) => contentOf(part).some((b) => isSameWord(a.term, b.term)));
  const lastLetters = (of: Part) => contentOf(of)[0]?.term.slice(-2);
  return (
    sameKind +
    (sharesWord ? 5 : 0) +
    (said.preposition === part.preposition ? 2 : sameKind > 0 ? 0 : -3) +
    (said.hasName === part.hasName ? 0.5 : 0) +
    (said.hasNumber === part.hasNumber ? 0.5 : 0) +
    (lastLetters(said) === lastLetters(part) ? 1 : 0)
  );
}

export function isSameWord(a: string, b: string): boolean {
  return a === b || overlapOfGrams(gramsOf(a), gramsOf(b)) >= SAME_WORD;
}

/** The parts of a question around its question words and verbs: each begins with a preposition, an article, or after what asks. */
function partsOf(question: string, words: readonly QuestionWord[]): Part[] {
  const groups: QuestionWord[][] = [];
  let open = false;
  for (const [index, word] of words.entries()) {
    const previous = words[index - 1];
    const isCut = previous !== undefined && /[,;:()]/u.test(question.slice(previous.end, word.start));
    if (word.role === 'asks' || word.role === 'verb' || word.role === 'function') {
      open = false;
      continue;
    }
    const begins =
      (word.role === 'preposition' && word.term !== 'of') ||
      (word.role === 'article' && previous?.role !== 'preposition');
    if (!open || begins || isCut || endsName(groups.at(-1)!, word)) groups.push([]);
    groups.at(-1)!.push(word);
    open = true;
  }
  return groups.filter((group) => group.some(({ role }) => role === 'content')).map(partOf);
}

/** «у Петрова оклад»: after "of somebody" something else begins. */
function endsName(group: readonly QuestionWord[], word: QuestionWord): boolean {
  return group[0]?.term === 'у' && group.length > 1 && isName(group.at(-1)!) && !isName(word);
}

const isName = ({ text }: QuestionWord) => /^\p{Lu}/u.test(text);

function partOf(words: QuestionWord[]): Part {
  const preposition = words[0]!.role === 'preposition' ? words[0]!.term : null;
  const content = words.filter(({ role }) => role === 'content');
  const hasName = content.some((word) => word.start > 0 && isName(word));
  return {
    words,
    preposition,
    hasName,
    hasNumber: content.some(hasNumber),
    kind: kindOfPart({ terms: content.map(({ term }) => term), preposition, hasName }),
  };
}
