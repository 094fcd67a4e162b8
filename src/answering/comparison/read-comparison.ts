import { onOneLine } from '../../documents/document.ts';

/** The two things that a question compares. */
export interface Comparison {
  /** As they are named. */
  named: [string, string];
  /** Each said in full: "retention of backups" where the question says "retention of logs and backups". */
  sides: [string, string];
}

const LETTER_BEFORE = '(?<!\\p{L})';
const LETTER_AFTER = '(?!\\p{L})';
/** What is asked for, with the two sides. */
const PATTERNS = [
  `${LETTER_BEFORE}(?:compare|comparison\\s+(?:of|between))\\s+(?<one>.+?)\\s+(?:and|with|to|vs\\.?|versus)\\s+(?<other>.+)`,
  `${LETTER_BEFORE}(?:differences?|different|distinction|chang(?:ed|es?))\\s+between\\s+(?<one>.+?)\\s+and\\s+(?<other>.+)`,
  `${LETTER_BEFORE}how\\s+(?:is|are|does|do)\\s+(?<one>.+?)\\s+(?:differ|different)\\s+(?:from|to)\\s+(?<other>.+)`,
  `^(?<one>.+?)\\s+(?:vs\\.?|versus)\\s+(?<other>.+)`,
  `${LETTER_BEFORE}сравн(?:и|ите|ить|ение)\\s+(?<one>.+?)\\s+(?:и|с|со)\\s+(?<other>.+)`,
  `${LETTER_BEFORE}чем\\s+отлича(?:ется|ются)\\s+(?<one>.+?)\\s+от\\s+(?<other>.+)`,
  `${LETTER_BEFORE}чем\\s+(?<one>.+?)\\s+отлича(?:ется|ются)\\s+от\\s+(?<other>.+)`,
  `${LETTER_BEFORE}(?:разниц\\p{L}|отличи\\p{L}|различи\\p{L}|изменилось)\\s+между\\s+(?<one>.+?)\\s+и\\s+(?<other>.+)`,
].map((pattern) => new RegExp(pattern, 'iu'));

const PREPOSITION = new RegExp(
  `${LETTER_BEFORE}(?:of|for|in|on|at|by|with|to|during|по|за|в|во|на|для|при|из|у|с|со|о|об)${LETTER_AFTER}`,
  'iu',
);
const ADJECTIVE =
  /^\p{Script=Cyrillic}{2,}(?:ый|ий|ой|ая|яя|ое|ее|ые|ие|ого|его|ому|ему|ую|юю|ым|им|ых|их|ыми|ими|ей)$/iu;
/** Words of one side, at most: more are a question of another kind. */
const MAX_WORDS = 10;

/** Reads a question that compares two things; null for any other. */
export function readComparison(question: string): Comparison | null {
  const text = onOneLine(question).replace(/(?<![\s?!.])[\s?!.]+$/u, '');
  const found = PATTERNS.map((pattern) => pattern.exec(text)?.groups).find((groups) => groups !== undefined);
  if (!found) return null;
  const [one, other] = [bare(found.one!), bare(found.other!)];
  const isSide = (side: string) => /\p{L}|\p{N}/u.test(side) && side.split(' ').length <= MAX_WORDS;
  if (!isSide(one) || !isSide(other)) return null;
  return { named: [one, other], sides: [completed(one, other), completed(other, one)] };
}

const bare = (side: string) => side.replace(/^(?:the|a|an)\s+/iu, '').trim();

const NUMBER = /(?<![\p{L}\p{N}])\p{N}+(?![\p{L}\p{N}])/u;

/** A side with what only the other one says: "backups" beside "retention of logs", «за границей» beside «суточные по России», "2025" beside "2026 price list". */
function completed(side: string, other: string): string {
  const preposition = PREPOSITION.exec(other);
  const head = preposition && other.slice(0, preposition.index).trim();
  if (PREPOSITION.exec(side)?.index === 0) return head ? `${head} ${side}` : side;
  if (head && !PREPOSITION.test(side)) return `${head} ${preposition[0]} ${side}`;
  if (/^\p{N}+$/u.test(side) && NUMBER.test(other)) return other.replace(NUMBER, side);
  const [words, others] = [side.split(' '), other.split(' ')];
  if (words.length > 1 || others.length < 2) return side;
  if (ADJECTIVE.test(side)) return [side, ...others.filter((word) => !ADJECTIVE.test(word))].join(' ');
  return /^\p{Script=Latin}+$/u.test(side) ? `${side} ${others.at(-1)}` : side;
}
