import { onOneLine } from '../documents/document.ts';
import type { Explanation } from '../protocol/explanation.ts';
import type { ParagraphPlace } from '../protocol/places.ts';
import type { ChatTurn } from '../protocol/requests.ts';
import type { Calibration } from '../retrieval/calibration.ts';
import { rankingWeights } from '../retrieval/rank-paragraphs.ts';
import type { Search, SearchResult } from '../retrieval/search-paragraphs.ts';
import { type DocumentSelection, selectDocuments } from '../retrieval/select-documents.ts';
import { decideOutcome, oddsOf } from './extractive/decide-outcome.ts';
import { rankSpans } from './extractive/rank-spans.ts';
import type { Replier } from './replies/create-replier.ts';
import { standaloneQuery } from './standalone-query.ts';

const MAX_WORDS = 5;
const MAX_CANDIDATES = 8;
const MAX_SPANS = 8;
const MAX_TEXT_LENGTH = 160;

/** Explains why a question is answered as it is. @throws DOCUMENT_UNKNOWN, TAG_UNKNOWN */
export type Explain = (question: AskedInConversation & DocumentSelection) => Promise<Explanation>;

interface AskedInConversation {
  message: string;
  history?: ChatTurn[] | undefined;
}

/** Creates the function that searches as an answer does, and explains what that gives. */
export function createExplainer({
  search,
  calibration,
  documents,
  replier,
}: {
  search: Search;
  calibration: Calibration;
  documents: () => Promise<{ id: string; tags: string[] }[]>;
  replier: Pick<Replier, 'questionOf'>;
}): Explain {
  return async ({ message, history, ...selection }) => {
    const documentIds = await selectDocuments(selection, documents);
    const query = standaloneQuery(replier.questionOf({ message, history }));
    return explainAnswer(await search(query, documentIds), { calibration, context: query.context });
  };
}

/** Explains which excerpts answer a question, and why. */
export async function explainAnswer(
  found: SearchResult,
  { calibration, context }: { calibration: Calibration; context: readonly string[] },
): Promise<Explanation> {
  const { match } = found;
  const ranking = await rankSpans(found);
  return {
    question: match.question,
    context: [...context],
    terms: match.terms.map(({ term, weight, expansion }, index) => ({
      term,
      weight,
      inverseFrequency: found.inverseFrequencies[index]!,
      words: [...expansion]
        .sort(([, a], [, b]) => b - a)
        .slice(0, MAX_WORDS)
        .map(([key, likeness]) => ({ word: match.vocabulary.terms[key] ?? '', likeness })),
    })),
    aspects: Object.fromEntries(match.aspects),
    candidates: found.paragraphs.slice(0, MAX_CANDIDATES).map(({ paragraph, score, signals }) => ({
      ...placeOf(paragraph),
      score,
      parts: partsOf(signals, rankingWeights(calibration.ranking)),
      text: shortened(paragraph.text),
    })),
    spans: (ranking?.spans ?? []).slice(0, MAX_SPANS).map((span) => ({
      ...placeOf(span.paragraph),
      score: span.score,
      coverage: span.coverage,
      similarity: span.similarity,
      answerTypeShare: span.answerTypeShare,
      text: shortened(span.paragraph.text.slice(span.start - span.paragraph.start, span.end - span.paragraph.start)),
    })),
    decision: ranking && decisionOf(ranking.signals, calibration),
  };
}

function decisionOf(signals: Parameters<typeof oddsOf>[0], calibration: Calibration): Explanation['decision'] {
  const { thresholds } = calibration;
  const odds = oddsOf(signals, calibration);
  return { kind: decideOutcome(odds, thresholds), ...odds, signals, thresholds };
}

/** What each signal adds to the score; those that add nothing are left out. */
function partsOf<Signals extends object>(signals: Signals, weights: Record<keyof Signals, number>) {
  const parts = (Object.keys(signals) as (keyof Signals & string)[]).map((name): [string, number] => [
    name,
    weights[name] * Number(signals[name]),
  ]);
  return Object.fromEntries(parts.filter(([, part]) => part !== 0));
}

function placeOf({ documentId, number }: { documentId: string; number: number }): ParagraphPlace {
  return { documentId, paragraph: number };
}

function shortened(text: string): string {
  const line = onOneLine(text);
  return line.length <= MAX_TEXT_LENGTH ? line : `${line.slice(0, MAX_TEXT_LENGTH)}…`;
}
