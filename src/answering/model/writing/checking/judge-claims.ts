import { tokenize } from '../../../../text/tokenize.ts';
import type { LabelledSentence } from '../../prompt/pack-passages.ts';
import { type Claim, isIntroduction } from '../group-claims.ts';
import { placeLabels } from '../labels/place-labels.ts';
import type { Piece } from '../labels/read-labels.ts';
import type { ReadSentence } from '../reading/make-sentence.ts';
import { checkMissing } from './check-missing.ts';
import { MENDABLE, type RefusalReason, type SentenceCheck } from './check-sentences.ts';
import { type KindOfSentence, kindOfSentence } from './kind-of-sentence.ts';
import { createFindNewClaim } from './new-claims.ts';

/** A sentence that was checked, and what of it may be shown. */
export interface JudgedClaim {
  /** `introduction`: it belongs to what follows, and proves nothing. */
  kind: KindOfSentence | 'introduction';
  sentence: ReadSentence;
  /** What is shown of it, with the labels it rests on. */
  pieces: Piece[];
  /** Why it is not supported. */
  reason: RefusalReason | null;
  /** Whether labels support it. */
  isProved: boolean;
}

const QUESTION_MARK = /[?？؟][»"”’)*_]*$/u;
/** In words: what is longer says more than what it leads to. */
const MAX_INTRODUCTION_WORDS = 16;

/** Creates what judges a sentence by its kind: statements by what they cite, others by what they bring up. */
export function createClaimCheck(
  { judge }: SentenceCheck,
  { sentences, question }: { sentences: LabelledSentence[]; question: string },
): (claim: Claim) => Promise<JudgedClaim> {
  const titles = sentences.map(({ documentName }) => documentName);
  const asked = wordsOf(question);
  const isOnlyHeading = createHeadingTest(sentences);
  const findNewClaim = createFindNewClaim([question, ...new Set(titles), ...sentences.map(({ text }) => text)]);

  async function judgeStatement(claim: Claim): Promise<JudgedClaim> {
    const { sentence } = claim;
    const { labels, reason } = await judge(sentence.text, claim);
    const pieces = withLabels(sentence, labels);
    return { kind: 'statement', sentence, pieces, reason, isProved: reason === null };
  }

  async function judgeIntroduction(claim: Claim): Promise<JudgedClaim> {
    const { sentence, labels } = claim;
    const isShort = sentence.text.split(' ').length <= MAX_INTRODUCTION_WORDS;
    const statement = labels.length > 0 || !isShort ? await judgeStatement(claim) : null;
    if (statement?.reason === null) return { ...statement, kind: 'introduction' };
    const reason = isShort || statement === null ? findNewClaim(sentence.text) : statement.reason;
    const pieces = withLabels(sentence, []);
    return { kind: 'introduction', sentence, pieces, reason, isProved: false };
  }

  async function judgeMissing(claim: Claim): Promise<JudgedClaim> {
    const { sentence, labels } = claim;
    const statement = labels.length > 0 && !claim.isShared ? await judgeStatement(claim) : null;
    // What it cites says that it is there.
    if (statement && (statement.reason === null || !MENDABLE.has(statement.reason))) return statement;
    const verdict = await checkMissing(sentence.text, claim, { judge, findNewClaim });
    const pieces = withLabels(sentence, verdict.labels);
    return { kind: 'missing', sentence, pieces, reason: verdict.reason, isProved: verdict.labels.length > 0 };
  }

  return async (claim) => {
    const { sentence } = claim;
    if (isIntroduction(sentence)) return judgeIntroduction(claim);
    if (wordsOf(sentence.text) === asked) return { kind: 'talk', sentence, pieces: [], reason: null, isProved: false };
    // A question says nothing that could answer, and the name of a section nothing of its sentences; what follows may.
    if (QUESTION_MARK.test(sentence.text) || isOnlyHeading(claim)) return judgeIntroduction({ ...claim, labels: [] });
    const kind = kindOfSentence(sentence.text);
    if (kind === 'missing') return judgeMissing(claim);
    const mayBeStatement = kind === 'no-answer' || kind === 'talk';
    if (kind === 'statement' || (mayBeStatement && sentence.labels.length > 0)) return judgeStatement(claim);
    return { kind, sentence, pieces: [], reason: null, isProved: false };
  };
}

/** Creates the test whether a sentence has but the words of a heading or title of the prompt, and cites another than that. */
function createHeadingTest(sentences: LabelledSentence[]): (claim: Claim) => boolean {
  const bare = (text: string) => wordsOf(text.replace(/^\P{L}+/u, ''));
  const namesOf = ({ paragraph: { heading, documentTitle } }: LabelledSentence) => [
    documentTitle,
    ...(heading?.split(' › ') ?? []),
  ];
  const names = new Set(sentences.flatMap(namesOf).map(bare));
  return ({ sentence, labels }) => {
    const words = bare(sentence.text);
    const isCited = sentences.some(({ label, text }) => labels.includes(label) && bare(text) === words);
    return names.has(words) && !isCited;
  };
}

/** The words of a question, however it is repeated: "Question: How much is it?" */
function wordsOf(text: string): string {
  return tokenize(text.replace(BEFORE_QUESTION, '')).join(' ');
}
const BEFORE_QUESTION = /^\P{L}*(?:question|q|вопрос)\s*[:—–-]\s*/iu;

/** A statement that is refused whatever it cites. */
export function refused(sentence: ReadSentence, reason: RefusalReason): JudgedClaim {
  return { kind: 'statement', sentence, pieces: withLabels(sentence, sentence.labels), reason, isProved: false };
}

/** The pieces of a sentence with these labels and no others. */
function withLabels({ kind, pieces }: Pick<ReadSentence, 'kind' | 'pieces'>, labels: number[]): Piece[] {
  return kind === 'code' ? [...pieces, { kind: 'labels', labels }] : placeLabels(pieces, labels);
}
