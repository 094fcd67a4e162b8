import { onOneLine } from '../../../documents/document.ts';
import { clauseAt } from '../../../documents/paragraph-context.ts';
import type { RankedParagraph } from '../../../retrieval/rank-paragraphs.ts';
import { appendTo } from '../../../runtime/append-to.ts';
import type { DocumentReader, StoredParagraph } from '../../../stores/document-reader.ts';
import { splitSentences } from '../../../text/split-sentences.ts';
import type { DocumentDetails } from './document-details.ts';

/** A sentence the model may cite. Offsets are UTF-16 code units into the canonical text, end exclusive. */
export interface LabelledSentence {
  /** The number it has in the prompt, counted from 1. */
  label: number;
  paragraph: StoredParagraph;
  /** What the prompt calls its document: the title, and what is known besides. */
  documentName: string;
  start: number;
  end: number;
  /** Exactly the words of the document; the prompt has them on one line, without labels of their own. */
  text: string;
}

/** What a model is given to read. */
export interface PackedPassages {
  /** By document and paragraph, a labelled sentence a line; empty when nothing fits. */
  text: string;
  sentences: LabelledSentence[];
}

/** Gives the paragraphs just before and after one. */
export type Neighbours = (paragraph: StoredParagraph) => Promise<StoredParagraph[]>;

/**
 * UTF-8 bytes that make a token, on the safe side: what tokenizers cut up are bytes. Measured on the documents of this project: cl100k, hard
 * on Russian, 3.4–4.4 Russian (two characters or so) and 3.9–4.7 English; o200k 3.9–8.2.
 */
export const BYTES_PER_TOKEN = 3;
/** The paragraphs read together with their neighbours, before all that rank lower. */
const BEST_PARAGRAPHS = 6;
/**
 * A paragraph whose score is this far behind the best is left out: it only makes a model read longer. Of the right paragraphs of `embeddings/calibration/`, all documents
 * in one index, 99 of 100 are nearer, and half of the others are not.
 */
const FAR_BEHIND = 8;
/** Labels are given at the end; until then each is taken to be as long as this. */
const MAX_LABEL_LENGTH = '[9999] ';
/** What could be taken for a label: `[1]`, `【2†source】`, `[S3]`, `[^4]`, `[5, 6]`, `[7–9]`. */
const LABEL_LIKE = /[[【［]((?=[^\]】］]{0,40}\d)[\d\sSsСс№^,;–—-]{1,40}(?:†[^\]】］\n]{0,40})?)[\]】］]/gu;

/** A paragraph, whole or cut at sentences. */
interface Passage {
  paragraph: StoredParagraph;
  documentName: string;
  sentences: Omit<LabelledSentence, 'label' | 'documentName'>[];
}

/**
 * Packs what a model is to read into a budget of tokens, as `estimateTokens` counts them: the best paragraphs, their neighbours (short ones
 * first), then the rest of the ranking as far as it is near the best. What is packed stands in the order of the text, the document of the best paragraph first.
 *
 * A paragraph that no longer fits is left out; one longer than the whole budget is cut at sentences.
 */
export async function packPassages(
  ranked: RankedParagraph[],
  {
    budgetTokens,
    neighbours,
    detailsOf = async () => null,
  }: { budgetTokens: number; neighbours: Neighbours; detailsOf?: DocumentDetails },
): Promise<PackedPassages> {
  const paragraphs = ranked
    .filter(({ score }) => ranked[0]!.score - score <= FAR_BEHIND)
    .map(({ paragraph }) => paragraph);
  const best = paragraphs.slice(0, BEST_PARAGRAPHS);
  const near = (await Promise.all(best.map(neighbours))).flat().sort((a, b) => a.text.length - b.text.length);
  const candidates = [...best, ...near, ...paragraphs.slice(BEST_PARAGRAPHS)];
  return write(await choosePassages(candidates, { budgetTokens, detailsOf }));
}

/** Neighbours by their keys: a document's paragraphs are written one after the other. */
export function neighboursIn(store: Pick<DocumentReader, 'paragraphs'>): Neighbours {
  return async ({ key, documentId, number }) =>
    (await store.paragraphs([key - 1, key + 1])).filter(
      (other) => other.documentId === documentId && Math.abs(other.number - number) === 1,
    );
}

/** How many tokens a text has, by its length in bytes: rather too many than too few. */
export function estimateTokens(text: string): number {
  return Math.ceil(Buffer.byteLength(text) / BYTES_PER_TOKEN);
}

/** Writes what could be taken for a label, `[1]`, as `(1)`: in a prompt only our own labels have square brackets. */
export function withoutLabels(text: string): string {
  return text.replace(LABEL_LIKE, '($1)');
}

/** @param candidates Best first; one that comes again is passed over. */
async function choosePassages(
  candidates: StoredParagraph[],
  { budgetTokens, detailsOf }: { budgetTokens: number; detailsOf: DocumentDetails },
): Promise<Passage[]> {
  const budget = budgetTokens * BYTES_PER_TOKEN;
  const passages = new Map<number, Passage>();
  const names = new Map<string, string>();
  let room = budget;
  for (const paragraph of candidates) {
    if (passages.has(paragraph.key)) continue;
    const sentences = sentencesOf(paragraph);
    const place = Buffer.byteLength(`${[placeOf(paragraph), ...contextOf(paragraph)].join('\n')}\n`);
    const isTooLong = (frame: number) => {
      const whole = sentences.reduce((sum, sentence) => sum + sizeOf(sentence), frame);
      return whole > room && whole <= budget;
    };
    if (isTooLong(place)) continue;
    const known = names.get(paragraph.documentId);
    const documentName = known ?? nameOf(paragraph, await detailsOf(paragraph.documentId));
    const frame = place + (known === undefined ? Buffer.byteLength(`${documentName}\n\n`) : 0);
    if (isTooLong(frame)) continue;

    let left = room - frame;
    const kept = sentences.filter((sentence) => {
      const fits = sizeOf(sentence) <= left;
      if (fits) left -= sizeOf(sentence);
      return fits;
    });
    if (kept.length === 0) continue;
    passages.set(paragraph.key, { paragraph, documentName, sentences: kept });
    names.set(paragraph.documentId, documentName);
    room = left;
  }
  return [...passages.values()];
}

function sentencesOf(paragraph: StoredParagraph): Passage['sentences'] {
  return splitSentences(paragraph.text).map(({ start, end }) => ({
    paragraph,
    start: paragraph.start + start,
    end: paragraph.start + end,
    text: paragraph.text.slice(start, end),
  }));
}

/** In bytes, as a line of its own. */
function sizeOf({ text }: { text: string }): number {
  return Buffer.byteLength(`${MAX_LABEL_LENGTH}${lineOf(text)}\n`);
}

/** A document cannot begin a line of the prompt, and no line of it begins with a label. */
function lineOf(text: string): string {
  return withoutLabels(onOneLine(text));
}

const nameOf = ({ documentTitle }: StoredParagraph, details: string | null) =>
  lineOf(details === null ? documentTitle : `${documentTitle} · ${details}`);
/** Where a paragraph stands: its number, the headings it is under, and the clause it begins in. */
const placeOf = ({ number, heading, context, start }: StoredParagraph) =>
  [`¶ ${number}`, ...[heading, clauseAt(context, start)].flatMap((name) => (name === null ? [] : [lineOf(name)]))].join(
    ' · ',
  );

/** What a paragraph is to be read with, as lines without a label: a model cites what it reads, not what stands around it. */
function contextOf({ context }: StoredParagraph): string[] {
  const { leadIn, caption, header, notes = [] } = context ?? {};
  return [caption, header, leadIn, ...notes].flatMap((text) => (text === undefined ? [] : [`(${lineOf(text)})`]));
}

function write(passages: Passage[]): PackedPassages {
  const sentences: LabelledSentence[] = [];
  const texts: string[] = [];
  for (const ofDocument of byDocument(passages)) {
    const lines = [ofDocument[0]!.documentName];
    for (const passage of ofDocument.sort((a, b) => a.paragraph.start - b.paragraph.start)) {
      lines.push(placeOf(passage.paragraph), ...contextOf(passage.paragraph));
      for (const sentence of passage.sentences) {
        const label = sentences.length + 1;
        sentences.push({ label, documentName: passage.documentName, ...sentence });
        lines.push(`[${label}] ${lineOf(sentence.text)}`);
      }
    }
    texts.push(lines.join('\n'));
  }
  return { text: texts.join('\n\n'), sentences };
}

/** Documents in the order in which they come first. */
function byDocument(passages: Passage[]): Passage[][] {
  const documents = new Map<string, Passage[]>();
  for (const passage of passages) {
    const { documentId } = passage.paragraph;
    appendTo(documents, documentId, passage);
  }
  return [...documents.values()];
}
