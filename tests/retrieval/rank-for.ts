import type { Embedder } from '../../src/embeddings/embedder.ts';
import type { Calibration } from '../../src/retrieval/calibration.ts';
import { readDocumentNames } from '../../src/retrieval/document-names.ts';
import type { QuestionMatch } from '../../src/retrieval/match-question.ts';
import { type RankingSignals, rankParagraphs } from '../../src/retrieval/rank-paragraphs.ts';
import type { ParagraphStore } from '../../src/stores/paragraph-store.ts';
import { matchOf, NO_SIGNALS } from '../answering/found.ts';

/** A calibration with weights for the ranking; the rest has no say in it. */
export const weighing = (weights: Partial<RankingSignals>): Calibration => ({
  ranking: { ...NO_SIGNALS, ...weights },
  confidence: { bias: 0, weights: {} },
  relevance: { bias: 0, weights: {} },
  thresholds: { answered: 0, answeredUnknownWords: 0, answeredRelevance: 0, related: 0, relatedOtherLanguage: 0 },
});

/** A model for two-dimensional vectors: texts about milk point west, all others east. */
export const eastWest: Pick<Embedder, 'embed'> = {
  embed: async (texts) => texts.map((text) => Float32Array.from([/milk/i.test(text) ? -1 : 1, 0])),
};

/** A question that points east, with these words; words that no paragraph has stand for nothing. */
export async function askFor(store: ParagraphStore, words: string[]): Promise<QuestionMatch> {
  const vocabulary = await store.vocabulary();
  const terms = words.map((term) => {
    const key = vocabulary.keyOf(term);
    return { term, weight: 1, expansion: new Map(key === undefined ? [] : [[key, 1]]) };
  });
  return { ...matchOf(words.join(' '), vocabulary), terms };
}

/** Ranks the paragraphs of a store for such a question by these weights, and names them. */
export async function rankFor(
  store: ParagraphStore,
  { words = [], ...match }: Partial<QuestionMatch> & { words?: string[] },
  { documentIds, ...weights }: Partial<RankingSignals> & { documentIds?: string[] | undefined },
) {
  const ranking = await rankParagraphs(
    { ...(await askFor(store, words)), aspectsOf: () => match.aspects ?? new Map(), ...match },
    {
      store,
      embedder: eastWest,
      names: await readDocumentNames(store),
      calibration: weighing(weights),
      ...(documentIds && { documentIds }),
    },
  );
  const names = ranking.paragraphs.map(({ paragraph }) => `${paragraph.documentId} ${paragraph.number}`);
  const signalOf = (name: keyof RankingSignals): Record<string, number> =>
    Object.fromEntries(ranking.paragraphs.map(({ signals }, index) => [names[index], signals[name]]));
  return { ...ranking, names, signalOf };
}
