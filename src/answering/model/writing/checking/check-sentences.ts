import type { Citation } from '../../../../protocol/answer.ts';
import type { CanonicalText } from '../../../answer.ts';
import type { GroundingCheck } from '../../../grounding/check-grounding.ts';
import { verifyCitations } from '../../../grounding/verify-citations.ts';
import type { LabelledSentence } from '../../prompt/pack-passages.ts';
import type { Claim } from '../group-claims.ts';
import { addressesIn } from '../markup/addresses.ts';
import { withoutUnseen } from '../markup/without-unseen.ts';
import { createSupportSearch } from './find-support.ts';

/** Why a sentence is not supported: what the grounding check says, or what the writer finds itself. */
export type RefusalReason =
  | NonNullable<Awaited<ReturnType<GroundingCheck>>['reason']>
  | 'unlabelled'
  | 'unknown-label'
  | 'address'
  | 'unfinished';

/** What a sentence rests on: labels that support it, or, with the reason why they do not, those that it cites. */
export interface Verdict {
  labels: number[];
  reason: RefusalReason | null;
}

/** Checks the sentences of an answer against the sentences of the prompt. */
export interface SentenceCheck {
  /** The verified citation of a label, the same object each time; null for an unknown label and for words that the document does not have. */
  citationOf(label: number): Promise<Citation | null>;
  /**
   * Whether what a sentence cites supports it, or, where that is about something else, other sentences of the prompt do.
   *
   * @throws MODEL_UNAVAILABLE
   */
  judge(text: string, claim: Pick<Claim, 'labels' | 'isShared' | 'near'>): Promise<Verdict>;
}

/** More labels than a reader follows up: fewer are looked for. */
const MAX_LABELS = 3;
/** These say that the cited words are about something else, so that others may support the sentence; what they contradict, nothing mends. */
export const MENDABLE: ReadonlySet<RefusalReason> = new Set([
  'unlabelled',
  'unknown-label',
  'address',
  'number',
  'unit',
  'name',
  'quote',
  'tail',
  'words',
]);

interface CheckParts {
  /** Those of the prompt, which the labels refer to. */
  sentences: LabelledSentence[];
  canonicalText: CanonicalText;
  checkGrounding: GroundingCheck;
  question: string;
  /** Whether a sentence is of a document that the question is about. */
  isNear: (sentence: LabelledSentence) => boolean;
}

export function createSentenceCheck({ sentences, canonicalText, isNear, ...parts }: CheckParts): SentenceCheck {
  const byLabel = new Map(sentences.map((sentence) => [sentence.label, sentence]));
  const verified = new Map<number, Citation | null>();
  const search = createSupportSearch(sentences, isNear);
  const refusalOf = (text: string, labels: readonly number[]) =>
    refusalBy(
      labels.map((label) => byLabel.get(label)!),
      text,
      parts,
    );

  async function citationOf(label: number): Promise<Citation | null> {
    const sentence = byLabel.get(label);
    if (!sentence) return null;
    if (!verified.has(label)) verified.set(label, (await verifyCitations([sentence], canonicalText))[0] ?? null);
    return verified.get(label) ?? null;
  }

  async function verifiedOf(labels: readonly number[]): Promise<number[]> {
    const citations = await Promise.all(labels.map(citationOf));
    return labels.filter((_, index) => citations[index] !== null);
  }

  async function judgeCited(text: string, { labels, isShared }: Pick<Claim, 'labels' | 'isShared'>): Promise<Verdict> {
    const own = await verifiedOf([...new Set(labels)]);
    if (own.length === 0) return { labels: own, reason: labels.length === 0 ? 'unlabelled' : 'unknown-label' };
    if (isShared || own.length > MAX_LABELS) return judgeMany(text, search.inOrder(text, own), refusalOf);
    return { labels: own, reason: await refusalOf(text, own) };
  }

  return {
    citationOf,
    async judge(written, claim) {
      const text = withoutOrdinal(written);
      const cited = await judgeCited(text, claim);
      if (cited.reason === null || !MENDABLE.has(cited.reason)) return cited;
      for (const labels of search.candidates(text, [...cited.labels, ...claim.near])) {
        const isNew = labels.some((label) => !cited.labels.includes(label));
        if (!isNew || (await verifiedOf(labels)).length < labels.length) continue;
        if ((await refusalOf(text, labels)) === null) return { labels, reason: null };
      }
      return cited;
    },
  };
}

/** Where a sentence stands among others, which is nothing to prove: «Во-вторых, …», "First, …". */
const ORDINAL =
  /^(?:(?:во?-(?:первых|вторых|третьих|четв[её]рт[ыо]х|пятых)|first(?:ly)?|second(?:ly)?|third(?:ly)?|fourth(?:ly)?|erstens|zweitens|drittens|premièrement|deuxièmement)\s*[,:—–-]\s*)/iu;

function withoutOrdinal(text: string): string {
  return text.replace(ORDINAL, '');
}

/** @returns Why these sentences do not support a text; null where they do. */
async function refusalBy(
  cited: readonly LabelledSentence[],
  text: string,
  { checkGrounding, question }: Pick<CheckParts, 'checkGrounding' | 'question'>,
): Promise<RefusalReason | null> {
  const known = new Set(cited.flatMap((sentence) => addressesIn(sentence.text)));
  if (!addressesIn(text).every((address) => known.has(address))) return 'address';
  const titles = new Set(cited.map(({ documentName }) => documentName));
  const more = { title: withoutUnseen([...titles].join(' ')), question: withoutUnseen(question) };
  const texts = cited.map((sentence) => withoutUnseen(sentence.text));
  return (await checkGrounding(text, texts, more)).reason;
}

/** The fewest of many labels, the likeliest first, that support a text; of labels that do not, the first. */
async function judgeMany(
  text: string,
  labels: readonly number[],
  refusalOf: (text: string, labels: readonly number[]) => Promise<RefusalReason | null>,
): Promise<Verdict> {
  let reason: RefusalReason | null = null;
  for (let count = 1; count <= Math.min(MAX_LABELS, labels.length); count += 1) {
    reason = await refusalOf(text, labels.slice(0, count));
    if (reason === null) return { labels: labels.slice(0, count), reason };
  }
  return { labels: labels.slice(0, MAX_LABELS), reason };
}
