import { numberOfHeading } from '../../documents/canonical-text/number-of.ts';
import type { Language } from '../../protocol/language.ts';
import type { Span } from '../../protocol/places.ts';
import type { StoredDocument } from '../../stores/document-reader.ts';
import { detectLanguage } from '../../text/detect-language.ts';
import { isOtherLanguage } from '../../text/language-tags.ts';
import type { DocumentPart } from '../structure/parts-of-document.ts';
import type { DocumentStructure } from '../structure/read-structure.ts';

/** Questions of one kind that are proposed, at most: a library has more headings than can be asked. */
const MAX_PROPOSED = 10;
/** Documents whose headings are looked at, those in the language of the questions first. */
const DOCUMENTS_READ = 3;
const MAX_NAME_WORDS = 2;

/** A question that may be worth asking, and the section its answer must come from when it is about one. */
export interface Proposal {
  question: string;
  section?: Span & { documentId: string };
}

/** The structure of a document; null where there is none of this id any more. */
export type ReadDocumentStructure = (documentId: string) => Promise<DocumentStructure | null>;

const QUESTIONS: Record<Language, { section: (heading: string) => string; document: string[] }> = {
  ru: {
    section: (heading) => `Что сказано в разделе «${heading}»?`,
    document: ['О чём этот документ?', 'Когда и где подписан документ?', 'Кто подписал документ?'],
  },
  en: {
    section: (heading) => `What does it say about “${heading}”?`,
    document: ['What is this document about?', 'When and where was the document signed?', 'Who signed the document?'],
  },
};

/** Proposes questions about documents: those of the sidecars first, then what the headings suggest, then what can be asked of any document. */
export async function* proposeQuestions(
  documents: readonly StoredDocument[],
  { language, readStructure }: { language: Language; readStructure: ReadDocumentStructure },
): AsyncGenerator<Proposal> {
  const written = documents.map(({ questions }) => questions[language].map((question) => ({ question })));
  yield* interleave(written).slice(0, MAX_PROPOSED);

  const isOther = (document: StoredDocument) => Number(isOtherLanguage(document.language, language));
  const headed: Proposal[][] = [];
  for (const { id } of documents.toSorted((a, b) => isOther(a) - isOther(b)).slice(0, DOCUMENTS_READ)) {
    const structure = await readStructure(id);
    if (structure) headed.push(askOfSections(structure, language));
  }
  yield* interleave(headed).slice(0, MAX_PROPOSED);

  // Of several documents, "the document" is none.
  if (documents.length === 1) yield* QUESTIONS[language].document.map((question) => ({ question }));
}

/** A question about each section. A heading that asks is itself the question, and a better one. */
function askOfSections(structure: DocumentStructure, language: Language): Proposal[] {
  const headings = headingsOf(structure)
    .map(({ label, start, end }) => ({ heading: nameOf(label), start, end }))
    .filter(({ heading }) => !hasMarkup(heading) && /\p{L}/u.test(heading) && canBeAsked(heading, language));
  return headings
    .toSorted((a, b) => Number(asks(b.heading)) - Number(asks(a.heading)))
    .map(({ heading, start, end }) => ({
      question: asks(heading) ? heading : QUESTIONS[language].section(heading),
      section: { documentId: structure.document.id, start, end },
    }));
}

const asks = (heading: string) => heading.endsWith('?');

/** The headings but the title: the sections of the highest level, and what stands under them. */
function headingsOf({ parts, sections }: DocumentStructure): DocumentPart[] {
  const isInSection = (part: DocumentPart | null): boolean =>
    part !== null && (sections.includes(part) || isInSection(part.parent));
  return parts.filter((part) => part.kind === 'heading' && isInSection(part));
}

/** A heading without its number: «2. Срок», «Статья 2. Срок». */
function nameOf(label: string): string {
  const number = numberOfHeading(label);
  const name = number === null ? label : label.slice(label.indexOf(number) + number.length);
  return name.replace(/^[\s.):–—-]+|(?<![\s.:;,])[\s.:;,]+$/gu, '');
}

/** Whether a question with this heading is one in a language: a word or two are a name, whatever language they are in. */
function canBeAsked(heading: string, language: Language): boolean {
  const isName = !asks(heading) && heading.split(/\s+/).length <= MAX_NAME_WORDS;
  return isName || !isOtherLanguage(detectLanguage(heading), language);
}

/** Emphasis, code, a link: in a question it would be shown as it is written. */
function hasMarkup(heading: string): boolean {
  return /[*_`[\]<>]/.test(heading);
}

/** The first of each list, then the second of each, and so on: no document comes last with all its questions. */
function interleave<Item>(lists: Item[][]): Item[] {
  return lists
    .flatMap((list) => list.map((item, place) => ({ item, place })))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
}
