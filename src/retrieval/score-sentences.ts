import { cosineOf } from '../embeddings/cosine.ts';
import type { Embedder } from '../embeddings/embedder.ts';
import { createLruCache } from '../runtime/lru-cache.ts';
import { mapWithPauses } from '../runtime/pauses.ts';
import type { StoredParagraph } from '../stores/document-reader.ts';
import { isExactTerm } from '../text/exact-terms/exact-terms.ts';
import { expectedFineAnswerTypes, type FineAnswerType } from '../text/fine-answer-type.ts';
import { numbersIn, withoutNumbers } from '../text/numbers-in.ts';
import { type AnalyzedSentence, analyzeSentences, analyzeStatements, answerTypesOf } from './analyze-sentences.ts';
import type { QuestionMatch } from './match-question.ts';
import type { RankedParagraph, Ranking } from './rank-paragraphs.ts';
import { readTermsAsked, type TermsAsked } from './terms-in-sentence.ts';

/** A sentence of a paragraph and what speaks for it. Offsets are UTF-16 code units into the canonical text, end exclusive. */
export interface ScoredSentence {
  ranked: RankedParagraph;
  paragraph: StoredParagraph;
  start: number;
  end: number;
  /** Whether it only names what follows, and which item of a list it is of: see `Statement`. */
  isHeader: boolean;
  item: number | null;
  /** The same as `likeness`, of its own words alone, without what it is read with. */
  own: number[];
  /**
   * Likeness of each of the question's terms to the likest word of the sentence, in the order of the terms, 0…1.
   * A term that names the answer type («стоит», "price") counts as present where the sentence has words of that type, one that names the
   * document counts in each of its sentences.
   */
  likeness: number[];
  /** Mean of `likeness`, weighted by how much each term sets paragraphs apart, 0…1. */
  coverage: number;
  /** How much of the spelling of the terms it has, 0…1. */
  spelling: number;
  /** Nearness in meaning of question and sentence: see `QuestionMatch.meaning`. */
  similarity: number;
  /** The same of the subject of the question, without words of asking. */
  subjectSimilarity: number;
  /** Share of the parts asked for by number that it is of, 0…1. */
  part: number;
  /** Share of the expected answer types that it has words of, 0…1; ½ when none is expected. */
  answerTypeShare: number;
}

/** What is known of a question whatever sentence is scored. */
interface AskedQuestion {
  found: Found;
  /** How much each term counts, times how much it sets paragraphs apart. */
  weights: number[];
  expectedTypes: FineAnswerType[];
  /** The numbers it has itself: they answer nothing. */
  givenNumbers: ReadonlySet<string>;
  terms: TermsAsked;
  subjectVector: Float32Array;
}

/** What was found for a question. */
type Found = { match: QuestionMatch } & Pick<Ranking, 'inverseFrequencies' | 'spelling' | 'askedVector'>;

const MAX_CACHED_PARAGRAPHS = 2000;
const MAX_CACHED_SUBJECTS = 64;

/** What an answer type adds to how well a sentence fits. */
const ANSWER_TYPE_SHARE = 0.1;

/** How well a sentence by itself fits the question: the mean of what words, spelling and meaning say, and a little for the answer type. */
export function fitOf({ coverage, spelling, similarity, answerTypeShare }: ScoredSentence): number {
  return (coverage + spelling + similarity + ANSWER_TYPE_SHARE * answerTypeShare) / 3;
}

/** Scores sentences for a question that was searched. */
export interface SentenceScorer {
  /** Scores every sentence of some paragraphs: of each paragraph, in the order of the text. @throws MODEL_UNAVAILABLE */
  ofParagraphs(found: Found, paragraphs: readonly RankedParagraph[]): Promise<ScoredSentence[][]>;
  /** Scores a text as if it stood in a paragraph, from its start on. @throws MODEL_UNAVAILABLE */
  ofText(found: Found, ranked: RankedParagraph, text: string): Promise<ScoredSentence>;
}

/** Creates a scorer, which keeps what it knows of the latest paragraphs. */
export function createSentenceScorer({ embedder }: { embedder: Embedder }): SentenceScorer {
  const analyzed = createLruCache<number, AnalyzedSentence[]>(MAX_CACHED_PARAGRAPHS);
  const subjects = createLruCache<string, Float32Array>(MAX_CACHED_SUBJECTS);

  async function readQuestion(found: Found): Promise<AskedQuestion> {
    const { terms, question } = found.match;
    const asked = readTermsAsked(found.match);
    const subject =
      terms
        .flatMap(({ term }, index) => (asked.namedTypes[index] === null && !isExactTerm(term) ? [term] : []))
        .join(' ') || question;
    return {
      found,
      weights: termWeights(found),
      expectedTypes: expectedFineAnswerTypes(question),
      givenNumbers: numbersIn(question),
      terms: asked,
      subjectVector: await subjects(subject, async () => (await embedder.embed([subject], 'query'))[0]!),
    };
  }

  return {
    async ofParagraphs(found, paragraphs) {
      const [asked, ...sentences] = await Promise.all([
        readQuestion(found),
        ...paragraphs.map(({ paragraph }) => analyzed(paragraph.key, () => analyzeSentences(paragraph, embedder))),
      ]);
      const score = (ranked: RankedParagraph, own: readonly AnalyzedSentence[]) =>
        mapWithPauses(own, (sentence) => scoreSentence(asked, ranked, sentence));
      return Promise.all(paragraphs.map((ranked, index) => score(ranked, sentences[index]!)));
    },
    async ofText(found, ranked, text) {
      const { start } = ranked.paragraph;
      const statement = { text, start, end: start + text.length, isHeader: false, item: null, header: null };
      const [asked, [sentence]] = await Promise.all([
        readQuestion(found),
        analyzeStatements([{ ...statement, readWith: [] }], embedder),
      ]);
      return scoreSentence(asked, ranked, sentence!);
    },
  };
}

function scoreSentence(asked: AskedQuestion, ranked: RankedParagraph, sentence: AnalyzedSentence): ScoredSentence {
  const { found, weights, expectedTypes, terms, subjectVector } = asked;
  const { match, spelling, askedVector } = found;
  const { start, end, isHeader, item, words, ownWords, initials, wordPairs } = sentence;
  const { language } = ranked.paragraph;
  const answerTypes = typesBesideGiven(sentence, asked);
  const saidOtherwise = terms.saidOtherwise({ answerTypes, initials, wordPairs });
  const own = terms.likenessOf(ownWords, saidOtherwise);
  const all = words === ownWords ? own : terms.likenessOf(words, saidOtherwise);
  const likeness = all.map((like, index) => Math.max(like, ranked.named[index]!, ranked.given[index]!));
  return {
    ranked,
    paragraph: ranked.paragraph,
    ...{ start, end, isHeader, item, own, likeness },
    coverage: weightedMean(likeness, weights),
    spelling: spelling.ofWords(words),
    similarity: match.meaning(cosineOf(askedVector, sentence.vector), language),
    subjectSimilarity: match.meaning(cosineOf(subjectVector, sentence.vector), language),
    part: match.part.shareAt(ranked.paragraph, sentence),
    answerTypeShare: shareOfTypes(expectedTypes, answerTypes),
  };
}

/** The answer types of a sentence without the numbers that the question has itself. */
function typesBesideGiven(
  { text, header, answerTypes }: AnalyzedSentence,
  { givenNumbers }: AskedQuestion,
): ReadonlySet<FineAnswerType> {
  const rest = withoutNumbers(text, givenNumbers);
  return rest === text ? answerTypes : answerTypesOf(rest, header);
}

function shareOfTypes(expected: FineAnswerType[], had: ReadonlySet<FineAnswerType>): number {
  return expected.length === 0 ? 0.5 : expected.filter((type) => had.has(type)).length / expected.length;
}

/** How much each term of the question counts, times how much it sets paragraphs apart, in the order of the terms. */
export function termWeights({ match, inverseFrequencies }: Pick<Found, 'match' | 'inverseFrequencies'>): number[] {
  return match.terms.map(({ weight }, index) => weight * inverseFrequencies[index]!);
}

/** Mean of values with weights; 0 when all weights are 0. */
export function weightedMean(values: number[], weights: number[]): number {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return total === 0 ? 0 : values.reduce((sum, value, index) => sum + value * weights[index]!, 0) / total;
}
