import { toUnitLength } from '../../embeddings/cosine.ts';
import type { WordEmbedder } from '../../embeddings/embedder.ts';
import { trustIn } from '../../embeddings/known-share.ts';
import { pauseDue } from '../../runtime/pauses.ts';
import { inverseOf, OTHER_PARAGRAPHS } from '../../stores/bm25.ts';
import { gramsOf, overlapOfGrams } from '../../text/n-grams.ts';
import { stemOf } from '../../text/stem.ts';
import { type Contrast, findContrast } from './find-contrast.ts';
import { type ReadQuestion, readQuestion } from './read-question.ts';

/** How alike questions are, pair by pair: a row for each, of as many numbers. */
export interface Likenesses {
  count: number;
  rows: Float32Array;
}

/** Questions that are alike so much on average are taken for the same one in other words; `docs/questions.md` says how well that goes. */
export const ALIKE = 0.2;
/** Words that stand in the same place of two questions mean the same from this cosine on, or when they are spelt so much alike. */
const SAME_MEANING = 0.2;
const SAME_SPELLING = 0.4;
/** Of a question that is longer the beginning is compared, in UTF-16 code units: a few thousand long ones would take minutes and all memory. */
const MAX_COMPARED = 300;
/** So many are embedded before others have their turn. */
const WORDS_AT_ONCE = 50;
/** Of questions that ask for different things. */
const APART = Number.NEGATIVE_INFINITY;

/** The vectors of words by the model of single words, which is the same whatever answers: what counts as alike is known of it. */
type Meanings = ReadonlyMap<string, Float32Array>;

/**
 * Compares questions by their meaning (the weighted sum of the vectors of their words) and by their spelling (character 4-grams), half each: −1…1. Of both,
 * what few of the questions have counts most. Two that differ in one place, by words of another meaning, are apart for ever.
 *
 * @throws MODEL_UNAVAILABLE
 */
export async function compareQuestions(questions: readonly string[], words: WordEmbedder): Promise<Likenesses> {
  const read: ReadQuestion[] = [];
  for (const question of questions) {
    read.push(readQuestion(question.slice(0, MAX_COMPARED)));
    await pauseDue();
  }
  const weightOf = weighWords(read);
  const meanings = await embedWords(read, words);
  const vectors: Float32Array[] = [];
  for (const { subject } of read) {
    vectors.push(toUnitLength(sumOf(subject, { meanings, weightOf })));
    await pauseDue();
  }
  const spelling = createSpellings(read, weightOf);
  const count = questions.length;
  const rows = new Float32Array(count * count);
  for (let one = 0; one < count; one += 1) {
    const spelt = spelling(one);
    for (let other = 0; other < one; other += 1) {
      let likeness = (productOf(vectors[one]!, vectors[other]!) + spelt[other]!) / 2;
      if (likeness >= ALIKE && isContrast(read[one]!, read[other]!, meanings)) likeness = APART;
      rows[one * count + other] = rows[other * count + one] = likeness;
    }
    await pauseDue();
  }
  return { count, rows };
}

/** How much a word counts: the fewer questions have it, in any form, the more. */
function weighWords(read: readonly ReadQuestion[]): (word: string) => number {
  const questionsWith = new Map<string, number>();
  for (const { subject } of read) {
    for (const stem of new Set(subject.map(stemOf))) questionsWith.set(stem, (questionsWith.get(stem) ?? 0) + 1);
  }
  const weights = new Map<string, number>();
  return (word) => {
    const weight = weights.get(word) ?? inverseOf(questionsWith.get(stemOf(word))!, read.length + OTHER_PARAGRAPHS);
    weights.set(word, weight);
    return weight;
  };
}

async function embedWords(read: readonly ReadQuestion[], words: WordEmbedder): Promise<Meanings> {
  const vocabulary = [...new Set(read.flatMap((question) => question.subject))];
  const meanings = new Map<string, Float32Array>();
  for (let from = 0; from < vocabulary.length; from += WORDS_AT_ONCE) {
    const some = vocabulary.slice(from, from + WORDS_AT_ONCE);
    const [vectors, shares] = await Promise.all([words.embed(some, 'query'), words.knownShares(some)]);
    for (const [index, word] of some.entries()) {
      const trust = trustIn(shares[index]!);
      meanings.set(
        word,
        vectors[index]!.map((value) => value * trust),
      );
    }
    await pauseDue();
  }
  return meanings;
}

function sumOf(
  words: readonly string[],
  { meanings, weightOf = () => 1 }: { meanings: Meanings; weightOf?: (word: string) => number },
): Float32Array {
  const [first] = meanings.values();
  const sum = new Float32Array(first?.length ?? 0);
  for (const word of words) {
    const weight = weightOf(word);
    meanings.get(word)?.forEach((value, place) => {
      sum[place] = sum[place]! + weight * value;
    });
  }
  return sum;
}

function productOf(vector: Float32Array, other: Float32Array): number {
  let product = 0;
  for (let place = 0; place < vector.length; place += 1) product += vector[place]! * other[place]!;
  return product;
}

/** Creates what compares the spelling of a question with that of all before it: cosines of weighted 4-grams. */
function createSpellings(read: readonly ReadQuestion[], weightOf: (word: string) => number) {
  const holders = new Map<string, { question: number; weight: number }[]>();
  return (question: number): Float32Array => {
    const products = new Float32Array(question);
    for (const [gram, weight] of unitGramsOf(read[question]!, weightOf)) {
      const those = holders.get(gram) ?? [];
      for (const other of those) products[other.question] = products[other.question]! + weight * other.weight;
      those.push({ question, weight });
      holders.set(gram, those);
    }
    return products;
  };
}

function unitGramsOf({ subject }: ReadQuestion, weightOf: (word: string) => number): Map<string, number> {
  const grams = new Map<string, number>();
  for (const word of subject) {
    for (const gram of gramsOf(word, 4)) grams.set(gram, Math.max(grams.get(gram) ?? 0, weightOf(word)));
  }
  const length = Math.hypot(...grams.values());
  for (const [gram, weight] of grams) grams.set(gram, weight / length);
  return grams;
}

function isContrast(one: ReadQuestion, other: ReadQuestion, meanings: Meanings): boolean {
  const contrast = findContrast(one.words, other.words);
  return contrast !== null && !isSameThing(contrast, meanings);
}

/** Whether what stands in the one place may be the same thing: two numbers never are. */
function isSameThing({ words, others }: Contrast, meanings: Meanings): boolean {
  if ([...words, ...others].some((word) => /\p{N}/u.test(word))) return false;
  if (overlapOfGrams(gramsOf(words.join(' ')), gramsOf(others.join(' '))) >= SAME_SPELLING) return true;
  const [sum, otherSum] = [words, others].map((side) => toUnitLength(sumOf(side, { meanings })));
  return productOf(sum!, otherSum!) >= SAME_MEANING;
}
