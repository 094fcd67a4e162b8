import { type ScoredSentence, termWeights, weightedMean } from '../../retrieval/score-sentences.ts';
import type { SearchResult } from '../../retrieval/search-paragraphs.ts';

/** A run of sentences of one paragraph that may answer, with what speaks for it as a whole. */
export interface AnswerSpan extends ScoredSentence {
  /** How many sentences it has more than one. */
  further: number;
  /** Whether it is a list as a whole. */
  isList: boolean;
}

/** A term is there from this likeness on. */
const PRESENT = 0.5;
/** From this one on it is the same word in another form. */
const SAME = 0.6;
/** Sentences of a run, and their length in UTF-16 code units. */
const MAX_SENTENCES = 4;
const MAX_RUN_LENGTH = 600;
/** A list is quoted as a whole up to this length. */
const MAX_LIST_LENGTH = 2000;
/** «Что делать при ошибке …?»: the steps stand behind what names it. */
const ASKS_WHAT_TO_DO =
  /(?<!\p{L})(?:что\s+(?:нужно\s+|надо\s+|следует\s+)?(?:делать|сделать|предпринять)|как\s+(?:быть|поступить|исправить|устранить)|what\s+(?:should|must|do|can)\s+(?:i|we|you)\s+do|what\s+to\s+do|how\s+(?:do|can|should)\s+(?:i|we|you)\s+(?:fix|solve|clear|reset|proceed))(?!\p{L})/iu;
/** "The most expensive city": any one row or item says too little. */
const ASKS_MOST =
  /(?<!\p{L})(?:сам(?:ый|ая|ое|ые|ого|ой|ую|ых)|наибол\p{L}+|наимен\p{L}+|больше всего|меньше всего|most|least|\p{L}{3,}est)(?!\p{L})/iu;

/**
 * The spans of the sentences found: each sentence by itself, the run from the sentence that names a subject to the one that says of it
 * what is asked, and a list with what leads into it where no single item is asked for.
 *
 * @param sentences Those of each paragraph together, in the order of its text.
 */
export function answerSpans(sentences: readonly ScoredSentence[], found: SearchResult): AnswerSpan[] {
  const weights = termWeights(found);
  const { question } = found.match;
  return paragraphsOf(sentences).flatMap((own) => {
    const lists = listOf(own, { weights, question });
    const single = lists.length > 0 ? own.filter(({ item }) => item === null) : own;
    const alone = single.map((sentence) => ({ ...sentence, further: 0, isList: false }));
    return [...alone, ...runsOf(own, { weights, question }), ...lists];
  });
}

function paragraphsOf(sentences: readonly ScoredSentence[]): ScoredSentence[][] {
  const byKey = new Map<number, ScoredSentence[]>();
  for (const sentence of sentences) {
    const { key } = sentence.paragraph;
    const own = byKey.get(key);
    if (own) own.push(sentence);
    else byKey.set(key, [sentence]);
  }
  return [...byKey.values()];
}

interface Asked {
  /** How much each term of the question counts. */
  weights: number[];
  question: string;
}

/** Runs from a sentence that names the subject, which those after it do not name again, to one that adds what is asked. */
function runsOf(sentences: ScoredSentence[], asked: Asked): AnswerSpan[] {
  const isProcedure = ASKS_WHAT_TO_DO.test(asked.question);
  return sentences.flatMap((first, from) => {
    if (first.isHeader || first.item !== null) return [];
    const runs: AnswerSpan[] = [];
    for (let to = from + 1; to < Math.min(sentences.length, from + MAX_SENTENCES); to += 1) {
      const last = sentences[to]!;
      if (last.end - first.start > MAX_RUN_LENGTH || last.isHeader || last.item !== null) break;
      if (openingOf(last) === openingOf(first)) break;
      const between = sentences.slice(from, to);
      const isNamedBefore = first.own.some(
        (like, term) => like >= PRESENT && sentences.slice(from + 1, to + 1).every(({ own }) => own[term]! < PRESENT),
      );
      const adds =
        isProcedure ||
        between.every(({ answerTypeShare }) => last.answerTypeShare > answerTypeShare) ||
        last.own.some((like, term) => like >= PRESENT && between.every(({ own }) => own[term]! < PRESENT));
      if (isNamedBefore && adds) runs.push(runOf(sentences.slice(from, to + 1), asked, isProcedure));
    }
    return runs;
  });
}

/** Steps that follow what they are for are what is asked, whatever their words. */
function runOf(sentences: ScoredSentence[], asked: Asked, isProcedure: boolean): AnswerSpan {
  const run = joined(sentences, asked, { further: sentences.length - 1, isList: false });
  return isProcedure ? { ...run, further: 0, answerTypeShare: 1 } : run;
}

/** The first word of a sentence: two that begin alike, as «Насос …» and «Насос …», speak of two things. */
function openingOf({ paragraph, start, end }: ScoredSentence): string {
  return /\p{L}+/u.exec(paragraph.text.slice(start - paragraph.start, end - paragraph.start))?.[0].toLowerCase() ?? '';
}

/** The list of a paragraph with what leads into it, unless some of its items have words of the question that the others lack. */
function listOf(sentences: ScoredSentence[], asked: Asked): AnswerSpan[] {
  const items = sentences.filter(({ item }) => item !== null);
  const leadIn = sentences.findLast(({ item, isHeader }) => item === null && isHeader);
  const whole = leadIn ? [leadIn, ...items] : items;
  if (items.length < 2 || items.at(-1)!.end - whole[0]!.start > MAX_LIST_LENGTH) return [];
  const isOneAsked = asked.weights.some((weight, term) => {
    const having = items.filter(({ own }) => own[term]! >= SAME).length;
    // What leads into the list and all that it is read with say nothing of one item.
    const isSaidOfAll = items.every(({ likeness }) => likeness[term]! >= PRESENT);
    return weight > 0 && !isSaidOfAll && having > 0 && having < items.length;
  });
  return isOneAsked && !ASKS_MOST.test(asked.question) ? [] : [joined(whole, asked, { further: 0, isList: true })];
}

function joined(
  sentences: ScoredSentence[],
  { weights }: Asked,
  kind: Pick<AnswerSpan, 'further' | 'isList'>,
): AnswerSpan {
  const most = (value: (sentence: ScoredSentence) => number) => Math.max(...sentences.map(value));
  const likeness = weights.map((_, term) => most((sentence) => sentence.likeness[term]!));
  return {
    ...sentences[0]!,
    isHeader: false,
    end: sentences.at(-1)!.end,
    ...kind,
    likeness,
    own: weights.map((_, term) => most(({ own }) => own[term]!)),
    coverage: weightedMean(likeness, weights),
    spelling: most(({ spelling }) => spelling),
    similarity: most(({ similarity }) => similarity),
    subjectSimilarity: most(({ subjectSimilarity }) => subjectSimilarity),
    part: most(({ part }) => part),
    answerTypeShare: most(({ answerTypeShare }) => answerTypeShare),
  };
}
