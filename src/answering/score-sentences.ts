import { onOneLine } from '../documents/document.ts';
import type { Embedder } from '../embeddings/embedder.ts';
import { hasEvidence } from '../language/expected-evidence.ts';
import { splitSentences } from '../language/split-sentences.ts';
import { tokenize } from '../language/tokenize.ts';
import { rememberLatest } from '../remember.ts';
import type { RankedParagraph } from '../retrieval/rank-paragraphs.ts';
import type { SearchResult } from '../retrieval/search-paragraphs.ts';
import type { Quote } from './answer.ts';

/** A sentence of a paragraph and what speaks for it. */
export interface ScoredSentence extends Quote {
  ranked: RankedParagraph;
  /** Likeness of each of the question's terms to the likest word of the sentence, in the order of the terms, 0…1. */
  likeness: number[];
  /** The same as a mean, weighted by how much each term tells paragraphs apart, 0…1. */
  coverage: number;
  /** Cosine similarity of question and sentence. */
  similarity: number;
  /** Share of the expected kinds of evidence it has, 0…1; ½ when none is expected. */
  evidence: number;
}

/** A sentence as it is the same for every question. */
interface AnalyzedSentence {
  start: number;
  end: number;
  words: string[];
  text: string;
  vector: Float32Array;
}

const PARAGRAPHS_REMEMBERED = 2000;

/** Creates the function that scores every sentence of some paragraphs for a question, in the order of the text. */
export function createSentenceScorer({ embedder }: { embedder: Embedder }) {
  const analyzed = rememberLatest<number, AnalyzedSentence[]>(PARAGRAPHS_REMEMBERED);

  async function analyze({ paragraph }: RankedParagraph): Promise<AnalyzedSentence[]> {
    const spans = splitSentences(paragraph.text);
    const texts = spans.map(({ start, end }) => onOneLine(paragraph.text.slice(start, end)));
    const vectors = await embedder.embed(texts, 'passage');
    return spans.map(({ start, end }, index) => ({
      start: paragraph.start + start,
      end: paragraph.start + end,
      words: [...new Set(tokenize(texts[index]!))],
      text: texts[index]!,
      vector: vectors[index]!,
    }));
  }

  return async (found: SearchResult, paragraphs: RankedParagraph[]): Promise<ScoredSentence[]> => {
    const sentences = await Promise.all(
      paragraphs.map((ranked) => analyzed(ranked.paragraph.key, () => analyze(ranked))),
    );
    return paragraphs.flatMap((ranked, index) =>
      sentences[index]!.map((sentence) => scoreSentence(found, ranked, sentence)),
    );
  };
}

function scoreSentence(
  { match, inverseFrequencies }: SearchResult,
  ranked: RankedParagraph,
  sentence: AnalyzedSentence,
): ScoredSentence {
  const termKeys = sentence.words.flatMap((word) => match.keyOfTerm.get(word) ?? []);
  const likeness = match.terms.map(({ spread }) =>
    termKeys.reduce((best, key) => Math.max(best, spread.get(key) ?? 0), 0),
  );
  return {
    ranked,
    paragraph: ranked.paragraph,
    start: sentence.start,
    end: sentence.end,
    likeness,
    coverage: weightedMean(
      likeness,
      match.terms.map(({ weight }, index) => weight * inverseFrequencies[index]!),
    ),
    similarity: dot(match.vector, sentence.vector),
    evidence:
      match.evidence.length === 0
        ? 0.5
        : match.evidence.filter((kind) => hasEvidence(sentence.text, kind)).length / match.evidence.length,
  };
}

/** Mean of values with weights; 0 when nothing weighs anything. */
export function weightedMean(values: number[], weights: number[]): number {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return total === 0 ? 0 : values.reduce((sum, value, index) => sum + value * weights[index]!, 0) / total;
}

function dot(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, index) => sum + value * b[index]!, 0);
}
