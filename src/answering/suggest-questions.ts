import { sectionsOf } from '../documents/canonical-text/sections.ts';
import type { Answer, Citation } from '../protocol/answer.ts';
import type { Language } from '../protocol/language.ts';
import type { Span } from '../protocol/places.ts';
import type { StoredDocument } from '../stores/document-reader.ts';
import { detectLanguage } from '../text/detect-language.ts';
import { isOtherLanguage } from '../text/language-tags.ts';

/** Questions suggested at most. */
const MAX_SUGGESTED = 3;
/** Questions of one kind that are tried, at most: a library has more headings than can be asked. */
const MAX_TRIED = 10;
/** Documents whose headings are looked at. */
const DOCUMENTS_READ = 3;
const MAX_NAME_WORDS = 2;

/** A question that may be worth asking, and the section its answer must come from when it is about one. */
interface Candidate {
  question: string;
  section?: Span & { documentId: string };
}

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

/**
 * At most three questions that the documents answer, each from words of its own: those of the sidecars first, then what the headings
 * suggest, then what can be asked of any document.
 *
 * @param options.ask Answers as the chat would: what it does not answer is not suggested.
 * @param options.readText The canonical text of a document.
 */
export async function suggestQuestions(
  documents: StoredDocument[],
  options: {
    language: Language;
    ask: (question: string) => Promise<Answer>;
    readText: (documentId: string) => Promise<string>;
  },
): Promise<string[]> {
  const suggested: string[] = [];
  const cited = new Set<string>();
  for await (const candidate of candidatesOf(documents, options)) {
    const answer = await options.ask(candidate.question);
    const places = answer.citations.map(({ documentId, start }) => `${documentId} ${start}`);
    if (!isAnswered(answer, candidate) || places.some((place) => cited.has(place))) continue;
    suggested.push(candidate.question);
    if (suggested.length === MAX_SUGGESTED) break;
    for (const place of places) cited.add(place);
  }
  return suggested;
}

async function* candidatesOf(
  documents: StoredDocument[],
  { language, readText }: { language: Language; readText: (documentId: string) => Promise<string> },
): AsyncGenerator<Candidate> {
  const written = documents.map(({ questions }) => questions[language].map((question) => ({ question })));
  yield* interleave(written).slice(0, MAX_TRIED);

  const read = documents.slice(0, DOCUMENTS_READ);
  const headed = await Promise.all(read.map(async ({ id }) => askOfSections(id, await readText(id), language)));
  yield* interleave(headed).slice(0, MAX_TRIED);

  // Of several documents, "the document" is none.
  if (documents.length === 1) yield* QUESTIONS[language].document.map((question) => ({ question }));
}

/** A question about each section but the first, whose heading is the title. A heading that asks is itself the question. */
function askOfSections(documentId: string, text: string, language: Language): Candidate[] {
  return sectionsOf(text)
    .slice(1)
    .filter(({ heading }) => !hasMarkup(heading))
    .filter(({ heading }) => canBeAsked(heading, language))
    .map(({ heading, start, end }) => ({
      question: heading.endsWith('?') ? heading : QUESTIONS[language].section(heading),
      section: { documentId, start, end },
    }));
}

/** Whether a question with this heading is one in a language: a word or two are a name, whatever language they are in. */
function canBeAsked(heading: string, language: Language): boolean {
  const isName = !heading.endsWith('?') && heading.split(/\s+/).length <= MAX_NAME_WORDS;
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

/** A heading alone says what is there, not what it says. */
function isAnswered({ kind, citations }: Answer, { section }: Candidate): boolean {
  return (
    kind === 'answered' && citations.some((citation) => (section ? isWithin(citation, section) : !isHeading(citation)))
  );
}

function isWithin(citation: Citation, { documentId, start, end }: Span & { documentId: string }): boolean {
  return citation.documentId === documentId && citation.start >= start && citation.end <= end;
}

function isHeading({ quote }: Citation): boolean {
  return /^#{1,6}[ \t].*$/.test(quote);
}
