import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Document, onOneLine } from '../../documents/document.ts';
import { contextsOf, searchedTexts } from '../../documents/paragraph-context.ts';
import { aspectsOfParagraphs, isNaming, NAMING } from '../../retrieval/document-aspects.ts';
import { partLabels } from '../../retrieval/part-asked.ts';
import type { IndexedDocument } from '../../stores/document-reader.ts';
import type { TextsByHash } from '../../stores/embed-missing.ts';
import { answerTypesIn } from '../../text/expected-answer-type.ts';
import { termsOf } from '../../text/tokenize.ts';

/** Paragraphs analysed between two turns of the event loop. */
const PARAGRAPHS_PER_TURN = 20;

/** What is analysed of a document. */
export type AnalyzedParts = Pick<Document, 'text' | 'paragraphs' | 'blocks'>;

/** A document made ready for the store, with the texts whose embeddings it needs. */
export interface Analysis {
  paragraphs: IndexedDocument['paragraphs'];
  texts: TextsByHash;
}

/** A document that was read, and what its analysis gave. */
export interface AnalyzedDocument {
  document: Document;
  analysis: Analysis;
}

/** The name of a text's embedding as a passage: no text is embedded twice. */
function hashText(text: string): string {
  return createHash('sha256').update(`passage\n${text}`).digest('base64url');
}

/**
 * Analyses the paragraphs of a document. A paragraph is known by its headings as well: what stands under "Warranty" is about the warranty. So is a
 * part of a table by its caption and header, a part of a list by what leads into it.
 */
export async function analyzeDocument(document: AnalyzedParts): Promise<Analysis> {
  const texts: TextsByHash = new Map();
  const shown = document.paragraphs.map(({ start, end }) => onOneLine(document.text.slice(start, end)));
  const isTitled = document.paragraphs[0]?.heading != null;
  const ofDocument = aspectsOfParagraphs(shown, { isTitled });
  const contexts = contextsOf(document);
  const paragraphs: IndexedDocument['paragraphs'] = [];
  for (const [index, text] of shown.entries()) {
    const { heading } = document.paragraphs[index]!;
    const context = contexts[index]!;
    const inContext = [heading, ...searchedTexts(context), text].filter((part) => part !== null).join('\n');
    const embeddingHash = hashText(inContext);
    texts.set(embeddingHash, inContext);
    const terms = termsOf(inContext);
    const aspects = [
      ...ofDocument[index]!,
      ...(isNaming(ofDocument[index]!, { index, count: shown.length }) ? [NAMING] : []),
      ...answerTypesIn(text).map((type) => `has-${type}`),
      ...partLabels({ ...document.paragraphs[index]!, context }),
    ];
    paragraphs.push({ embeddingHash, terms, aspects, context });
    if (index % PARAGRAPHS_PER_TURN === 0) await nextTurn();
  }
  return { paragraphs, texts };
}
