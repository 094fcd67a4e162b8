import { cosineOf } from '../cosine.ts';
import type { Embedder } from '../embedder.ts';
import { readSamples } from './read-samples.ts';
import type { LanguagePair, SimilarityScale } from './similarity-scale.ts';

const LANGUAGES = ['ru', 'en'] as const;
/** What 1 of similarity says in favour of a passage, as a natural logarithm of odds. The weights that are shipped were learnt for it. */
export const LOG_ODDS = 13.5;
/** What one deviation above chance says with the built-in model. */
const POWER_OF_BUILT_IN = 1.35;
/** Fewer questions say too little: those in the other direction are counted as well. */
const MIN_QUESTIONS = 15;
/** Where the power is looked for, and in how many steps that halve what is left. */
const MAX_POWER = 8;
const STEPS = 30;

/** What a model makes of a question and passages of one document. */
interface Judged {
  own: number[];
  /** Places in `own` of those that answer. */
  answering: number[];
}

/** A question, with its cosines to all passages; `own` are those to the passages of its document. */
interface Asked extends Judged {
  languages: LanguagePair;
  /** To passages in the language of its document, of others. */
  unrelated: { languages: LanguagePair; cosines: number[] }[];
}

/**
 * Measures what the cosines of a model mean, on texts of the project, for each pair of languages: their mean and deviation where question and
 * passage have nothing to do with each other, and how much likelier, among those of its document, each deviation more makes a passage to answer (a conditional
 * logit). So weights that were learnt with one model hold for another, whose cosines lie elsewhere and say more, or less.
 * @throws MODEL_UNAVAILABLE
 */
export async function measureScale(embedder: Pick<Embedder, 'embed'>): Promise<SimilarityScale> {
  const asked = await askAll(embedder);
  return LANGUAGES.flatMap((question) => LANGUAGES.map((passage) => ({ question, passage }))).map((languages) => {
    const { mean, deviation } = meanAndDeviation(
      asked
        .flatMap(({ unrelated }) => unrelated.filter((one) => isPair(one.languages, languages)))
        .flatMap((one) => one.cosines),
    );
    const there = asked.filter((one) => isPair(one.languages, languages));
    const back = { question: languages.passage, passage: languages.question };
    const enough =
      there.length >= MIN_QUESTIONS
        ? there
        : asked.filter((one) => isPair(one.languages, languages) || isPair(one.languages, back));
    const perDeviation = deviation === 0 ? 0 : powerOf(enough, deviation);
    const unit = perDeviation === 0 ? null : (LOG_ODDS * deviation) / perDeviation;
    return { ...languages, mean, unit, power: perDeviation / POWER_OF_BUILT_IN };
  });
}

function isPair(one: LanguagePair, { question, passage }: LanguagePair): boolean {
  return one.question === question && one.passage === passage;
}

/** Asks every question of every document. */
async function askAll(embedder: Pick<Embedder, 'embed'>): Promise<Asked[]> {
  const samples = await readSamples();
  const embedded = await Promise.all(
    samples.map(async ({ passages, questions, ...sample }) => ({
      ...sample,
      passages: await embedder.embed(passages, 'passage'),
      questions,
      vectors: await embedder.embed(
        questions.map(({ text }) => text),
        'query',
      ),
    })),
  );
  return embedded.flatMap((sample) =>
    sample.questions.map(({ language, answering }, index) => {
      const cosinesTo = (passages: Float32Array[]) =>
        passages.map((passage) => cosineOf(sample.vectors[index]!, passage));
      return {
        languages: { question: language, passage: sample.language },
        own: cosinesTo(sample.passages),
        answering,
        unrelated: embedded
          .filter((other) => other !== sample)
          .map((other) => ({
            languages: { question: language, passage: other.language },
            cosines: cosinesTo(other.passages),
          })),
      };
    }),
  );
}

function meanAndDeviation(values: number[]): { mean: number; deviation: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean, deviation: Math.sqrt(variance) };
}

/** The factor of cosines in deviations that makes the passages which answer likeliest: the likelihood has one maximum, where its slope is 0. */
export function powerOf(asked: readonly Judged[], deviation: number): number {
  let [low, high] = [0, MAX_POWER];
  for (let step = 0; step < STEPS; step += 1) {
    const middle = (low + high) / 2;
    if (slopeAt(middle, asked, deviation) > 0) low = middle;
    else high = middle;
  }
  return low;
}

function slopeAt(power: number, asked: readonly Judged[], deviation: number): number {
  return asked.reduce((sum, { own, answering }) => {
    const values = own.map((cosine) => cosine / deviation);
    const highest = Math.max(...values);
    const expected = meanBy(
      values,
      values.map((value) => Math.exp(power * (value - highest))),
    );
    const right = answering.map((place) => values[place]!);
    return sum + right.reduce((total, value) => total + value, 0) / right.length - expected;
  }, 0);
}

function meanBy(values: number[], weights: number[]): number {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return values.reduce((sum, value, index) => sum + value * weights[index]!, 0) / total;
}
