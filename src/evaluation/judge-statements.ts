import type { GroundingCheck } from '../answering/grounding/check-grounding.ts';
import { statementsBeside } from '../answering/model/writing/checking/check-missing.ts';
import { kindOfSentence } from '../answering/model/writing/checking/kind-of-sentence.ts';
import type { ReadSentence } from '../answering/model/writing/reading/make-sentence.ts';
import { createSentenceReader } from '../answering/model/writing/reading/read-sentences.ts';
import { onOneLine } from '../documents/document.ts';
import type { Answer, Citation } from '../protocol/answer.ts';
import { partsOfAnswer } from '../protocol/quotes/answer-parts.ts';

/** Something an answer says, without markers, and what it cites for it. */
interface Statement {
  text: string;
  citations: Citation[];
}

/** The line before excerpts, whatever language it names. */
const LEAD_IN = /^[^\n]+:$/;

/** How a statement stands to what is cited. */
export interface StatementResult {
  text: string;
  /** Everything the answer cites, taken together, supports it; its markers may stand elsewhere. */
  isFaithful: boolean;
  /** What it cites itself, taken together, supports it. */
  isSupported: boolean;
  /** One a citation, in the order of the markers. */
  citations: { marker: number; isRelevant: boolean }[];
}

/**
 * Judges every statement of an answer by what it cites, in the sense of ALCE (Gao et al., 2023, "Enabling Large Language Models to
 * Generate Text with Citations", section 3): a statement is supported when its cited passages together entail it, never without any;
 * a citation is relevant when its statement is supported and either it alone entails the statement or the others without it do not.
 *
 * Passages are the quotes, and `checkGrounding` judges entailment.
 */
export async function judgeStatements(answer: Answer, checkGrounding: GroundingCheck): Promise<StatementResult[]> {
  const results: StatementResult[] = [];
  for (const { text, citations } of statementsOf(answer)) {
    const entails = async (cited: Citation[]) => cited.length > 0 && (await isGrounded(text, cited, checkGrounding));
    const isSupported = await entails(citations);
    const isRelevant = async (citation: Citation) =>
      isSupported && ((await entails([citation])) || !(await entails(citations.filter((other) => other !== citation))));
    const judged: StatementResult['citations'] = [];
    for (const citation of citations) judged.push({ marker: citation.marker, isRelevant: await isRelevant(citation) });
    results.push({
      text,
      isFaithful: isSupported || (await entails(answer.citations)),
      isSupported,
      citations: judged,
    });
  }
  return results;
}

/**
 * What an answer says: the quotes of an answer made of excerpts, whose line before them states nothing; else every sentence but those
 * that say what the document does not. Nothing, when nothing was answered.
 */
export function statementsOf(answer: Answer): Statement[] {
  if (answer.kind === 'unanswered' || answer.kind === 'reply') return [];
  if (isMadeOfExcerpts(answer)) {
    return answer.citations.map((citation) => ({ text: onOneLine(citation.quote), citations: [citation] }));
  }
  return sentencesOf(answer)
    .filter(({ text }) => saysSomething(text))
    .map((sentence) => toStatement(sentence, answer.citations));
}

function saysSomething(text: string): boolean {
  const kind = kindOfSentence(text);
  return kind === 'statement' || (kind === 'missing' && statementsBeside(text).length > 0);
}

/** A chat model's answer can be one too: when nothing it wrote was supported, or it did not answer. */
function isMadeOfExcerpts({ text, citations }: Answer): boolean {
  const parts = partsOfAnswer(text, citations);
  const [first] = parts;
  const excerpts = first?.kind === 'prose' && LEAD_IN.test(first.text) ? parts.slice(1) : parts;
  return excerpts.length === citations.length && excerpts.every(({ kind }) => kind === 'excerpt');
}

/** The sentences are those that the answerer checked, so a marker after the full stop belongs to the sentence before it. */
function sentencesOf({ text, citations }: Answer): ReadSentence[] {
  const markers = new Set(citations.map(({ marker }) => marker));
  const reader = createSentenceReader({ isLabel: (marker) => markers.has(marker), isKnownAddress: () => true });
  return [...reader.push(text), ...reader.end()];
}

function toStatement({ text, labels }: ReadSentence, citations: Citation[]): Statement {
  return {
    text: onOneLine(text),
    citations: [...new Set(labels)].flatMap((label) => citations.find(({ marker }) => marker === label) ?? []),
  };
}

async function isGrounded(text: string, cited: Citation[], checkGrounding: GroundingCheck): Promise<boolean> {
  const title = [...new Set(cited.map(({ documentTitle }) => documentTitle))].join(' ');
  const grounding = await checkGrounding(
    text,
    cited.map(({ quote }) => onOneLine(quote)),
    { title },
  );
  return grounding.isSupported;
}
