import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Document, onOneLine } from '../documents/document.ts';
import { contextsOf, searchedTexts } from '../documents/paragraph-context.ts';
import { aspectsOfParagraphs, isNaming, NAMING } from '../retrieval/document-aspects.ts';
import { partLabels } from '../retrieval/part-asked.ts';
import type { IndexedDocument } from '../stores/document-reader.ts';
import type { TextsByHash } from '../stores/embed-missing.ts';
import { answerTypesIn } from '../text/expected-answer-type.ts';
import { termsOf } from '../text/tokenize.ts';

/** Paragraphs analysed between two turns of the event loop. */
const PARAGRAPHS_PER_TURN = 20;

/** Makes documents ready for the store, and gathers the texts whose embeddings they need. */
interface Analyzer {
  analyze(document: Document): Promise<IndexedDocument>;
  /** What was gathered since the last call. */
  takeTexts(): TextsByHash;
}

/** The name of a text's embedding as a passage: no text is embedded twice. */
function hashText(text: string): string {
  return createHash('sha256').update(`passage\n${text}`).digest('base64url');
}

/**
 * Creates an analyzer. A paragraph is known by its headings as well: what stands under "Warranty" is about the warranty. So is a part of a
 * table by its caption and header, a part of a list by what leads into it.
 */
export function createAnalyzer(): Analyzer {
  let texts: TextsByHash = new Map();
  return {
    async analyze(document) {
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
      return { document, paragraphs };
    },
    takeTexts() {
      const taken = texts;
      texts = new Map();
      return taken;
    },
  };
}
