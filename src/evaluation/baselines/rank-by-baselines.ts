import type { Assistant } from '../../assistant.ts';
import type { Embedder } from '../../embeddings/embedder.ts';
import { rankOfFirst } from '../metrics.ts';
import { type EvaluationQuestion, isGoldPlace } from '../questions.ts';
import { createPlainRankings, PLAIN_BASELINES, type PlainBaseline, type PlainRankings } from './plain-baselines.ts';

/** Place of the first gold paragraph by each plain ranking, from 1; null when no paragraph is gold. */
export type BaselineRanks = Record<PlainBaseline, number | null>;

/** Where the plain rankings have the gold paragraph of a question; null for a question without one, and when there are too many paragraphs. */
export type RankByBaselines = (question: EvaluationQuestion) => Promise<BaselineRanks | null>;

/** Every paragraph is embedded and its 4-grams are held in memory: with more of them neither is done in minutes. */
const MAX_PARAGRAPHS = 20_000;

interface Collection {
  places: { documentId: string; paragraph: number }[];
  rank: PlainRankings;
}

/**
 * Creates the comparison of an assistant's ranking with plain ones. They rank all paragraphs of the documents that a question is asked of, by
 * the question alone, without its history.
 */
export function createRankByBaselines(
  assistant: Pick<Assistant, 'documents' | 'document'>,
  { embedder, maxParagraphs = MAX_PARAGRAPHS }: { embedder: Pick<Embedder, 'embed'>; maxParagraphs?: number },
): RankByBaselines {
  const collections = new Map<string | null, Promise<Collection | null>>();
  const collectionOf = (documentId: string | null) => {
    const known = collections.get(documentId) ?? openCollection(assistant, { documentId, embedder, maxParagraphs });
    collections.set(documentId, known);
    return known;
  };
  return async (question) => {
    const collection = question.gold && (await collectionOf(question.documentId));
    if (!collection) return null;
    const rankings = await collection.rank(question.question);
    const rankOf = (baseline: PlainBaseline) =>
      rankOfFirst(rankings[baseline], (place) => isGoldPlace(question, collection.places[place]!));
    return Object.fromEntries(PLAIN_BASELINES.map((baseline) => [baseline, rankOf(baseline)])) as BaselineRanks;
  };
}

/** Reads one document, or all; null when they have more than `maxParagraphs`. */
async function openCollection(
  assistant: Pick<Assistant, 'documents' | 'document'>,
  {
    documentId,
    embedder,
    maxParagraphs,
  }: { documentId: string | null; embedder: Pick<Embedder, 'embed'>; maxParagraphs: number },
): Promise<Collection | null> {
  const summaries = (await assistant.documents()).filter(({ id }) => documentId === null || id === documentId);
  if (summaries.reduce((sum, { paragraphs }) => sum + paragraphs, 0) > maxParagraphs) return null;
  const places: Collection['places'] = [];
  const texts: string[] = [];
  for (const { id } of summaries) {
    const document = await assistant.document(id);
    for (const { number, start, end } of document?.paragraphs ?? []) {
      places.push({ documentId: id, paragraph: number });
      texts.push(document!.text.slice(start, end));
    }
  }
  return { places, rank: await createPlainRankings(texts, embedder) };
}
