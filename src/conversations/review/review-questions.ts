import type { Document } from '../../documents/document.ts';
import { onOneLine } from '../../documents/document.ts';
import type { Embedder } from '../../embeddings/embedder.ts';
import type { FoundParagraph } from '../../protocol/answer.ts';
import { pauseDue } from '../../runtime/pauses.ts';
import type { ConversationStore } from '../../stores/conversation-store.ts';
import { type CollectedQuestions, collectQuestions, type OpenQuestion } from './collect-questions.ts';
import { ALIKE, compareQuestions } from './compare-questions.ts';
import { groupAlike } from './group-alike.ts';
import { readQuestion } from './read-question.ts';

/** A paragraph that stands in its document as it was found. */
export interface NearPassage extends FoundParagraph {
  documentTitle: string;
}

/** Open questions that are one in several words. */
export interface QuestionGroup {
  /** The wording that was used most often; of several, the newest. */
  question: string;
  /** Every time it was asked, newest first. */
  asked: OpenQuestion[];
  /** The same by wording, that which was used most often first. */
  wordings: OpenQuestion[][];
  /** What was found for `question`, nearest first, without what the documents do not say any more. */
  passages: NearPassage[];
}

/** What was asked and not answered. */
export interface QuestionReview extends Pick<CollectedQuestions, 'days' | 'asked'> {
  /** Those asked most often first. */
  groups: QuestionGroup[];
  /** Whether older questions, or older wordings, were left out. */
  isCut: boolean;
}

/** Reviews the questions of kept conversations. @throws MODEL_UNAVAILABLE */
export type ReviewQuestions = () => Promise<QuestionReview>;

/** A review is given again for so long, and then forgotten: what a conversation held is in memory no longer. */
const KEPT_MS = 30_000;
/** So many of the latest turns are read, and of the open questions among them so many wordings are compared, each with each. */
const LIMITS = { turns: 10_000, wordings: 2000 };

/**
 * Creates the function that reviews questions. One review is made at a time, in small steps between which everybody else's work is done; who asks
 * within seconds is given the same.
 *
 * @param parts.document As it is now; what was found must still stand in it.
 */
export function createQuestionReviewer({
  conversations,
  embedder,
  document,
  limits = LIMITS,
}: {
  conversations: Pick<ConversationStore, 'latestTurns'>;
  embedder: Pick<Embedder, 'words'>;
  document: (id: string) => Promise<Document | null>;
  limits?: typeof LIMITS;
}): ReviewQuestions {
  const review = async (): Promise<QuestionReview> => {
    const { open, days, asked, read } = await collectQuestions(conversations, limits.turns);
    const byWording = await groupByWording(open);
    const wordings = byWording.slice(0, limits.wordings);
    const likenesses = await compareQuestions(
      wordings.map(([first]) => first!.question),
      embedder.words,
    );
    const alike = await groupAlike(likenesses, ALIKE);
    const groups = alike.map((places) => groupOf(places.map((place) => wordings[place]!)));
    groups.sort((a, b) => b.asked.length - a.asked.length || compareTimes(a.asked[0]!, b.asked[0]!));
    const isCut = read === limits.turns || byWording.length > wordings.length;
    return { groups: await withPassages(groups, document), days, asked, isCut };
  };
  let current: Promise<QuestionReview> | null = null;
  return () => {
    if (current) return current;
    const forget = () => {
      current = null;
    };
    current = review();
    current.then(() => setTimeout(forget, KEPT_MS).unref(), forget);
    return current;
  };
}

/** Questions in the same words, whatever the capitals and signs; newest first, and the newest wording first. */
async function groupByWording(open: readonly OpenQuestion[]): Promise<OpenQuestion[][]> {
  const keys = new Map<OpenQuestion, string>();
  for (const one of open) {
    keys.set(one, readQuestion(one.question).words.join(' ') || one.question);
    await pauseDue();
  }
  return [...groupBy(open, (one) => keys.get(one)!).values()];
}

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

function groupOf(wordings: readonly OpenQuestion[][]): Omit<QuestionGroup, 'passages'> {
  const ordered = wordings.toSorted((a, b) => b.length - a.length || compareTimes(a[0]!, b[0]!));
  return { question: ordered[0]![0]!.question, asked: ordered.flat().sort(compareTimes), wordings: ordered };
}

function compareTimes(a: OpenQuestion, b: OpenQuestion): number {
  return a.askedAt === b.askedAt ? 0 : a.askedAt > b.askedAt ? -1 : 1;
}

/** Adds to each group what was found for its question. One document is in memory at a time. */
async function withPassages(
  groups: readonly Omit<QuestionGroup, 'passages'>[],
  document: (id: string) => Promise<Document | null>,
): Promise<QuestionGroup[]> {
  const found = groups.map(({ wordings }) => wordings[0]![0]!.found);
  const standing = new Map<FoundParagraph, NearPassage>();
  for (const [id, passages] of groupBy(found.flat(), ({ documentId }) => documentId)) {
    const known = await document(id);
    if (known === null) continue;
    for (const passage of passages) {
      const bounds = known.paragraphs.find(({ number }) => number === passage.paragraph);
      const isThere = bounds && onOneLine(known.text.slice(bounds.start, bounds.end)) === passage.text;
      if (isThere) standing.set(passage, { ...passage, documentTitle: known.title });
    }
  }
  return groups.map((group, place) => ({
    ...group,
    passages: found[place]!.flatMap((passage) => standing.get(passage) ?? []),
  }));
}
