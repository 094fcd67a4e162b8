import type { Answer, Citation, FoundParagraph } from '../../protocol/answer.ts';
import { describeClause } from '../../protocol/describe-clause.ts';
import type { Language } from '../../protocol/language.ts';
import { excerptOf, type Terminal, withoutControls, wrapText } from './terminal.ts';

/** Texts around an answer, in the language of its question. */
interface Words {
  headings: Record<Exclude<Answer['kind'], 'reply'>, string>;
  /** Heading when nothing was searched: then it is not known that the document does not say. */
  notSearched: string;
  nearest: string;
  confidence: (percent: number) => string;
  page: (page: number) => string;
  doubt: (percent: number) => string;
}

const WORDS: Record<Language, Words> = {
  ru: {
    headings: { answered: 'Ответ', related: 'Ближайшее по смыслу', unanswered: 'В документе не сказано' },
    notSearched: 'Нет ответа',
    nearest: 'Ближайшие абзацы',
    confidence: (percent) => `Уверенность, что цитаты отвечают на вопрос: ${percent} %`,
    page: (page) => `с. ${page}`,
    doubt: (percent) => `Вероятность, что ответ в документе всё же есть: ${percent} %`,
  },
  en: {
    headings: { answered: 'Answer', related: 'The nearest it says', unanswered: 'The document does not say' },
    notSearched: 'No answer',
    nearest: 'Nearest paragraphs',
    confidence: (percent) => `Confidence that the quotes answer the question: ${percent}%`,
    page: (page) => `p. ${page}`,
    doubt: (percent) => `Probability that the document has an answer after all: ${percent}%`,
  },
};

const INDENT = '    ';
const NEAREST_SHOWN = 3;
const EXCERPT_LENGTH = 160;

/** Formats an answer for people: its kind, text, quotes and confidence; of a reply its text. */
export function describeAnswer(answer: Answer, terminal: Terminal): string {
  const { width, bold, dim } = terminal;
  const { kind } = answer;
  if (kind === 'reply') return wrapText(answer.text, { width });
  const words = WORDS[answer.language];
  const percent = Math.round(100 * answer.confidence);
  const isSearched = answer.reason !== 'nothing-to-search' && answer.reason !== 'no-documents';
  const citations = answer.citations.map((citation) => describeCitation(citation, answer.language, terminal));
  const nearest = [
    words.nearest,
    ...answer.paragraphs.slice(0, NEAREST_SHOWN).map((paragraph) => describeParagraph(paragraph, terminal)),
  ].join('\n');
  const isProven = citations.length > 0;
  return [
    bold(isSearched ? words.headings[kind] : words.notSearched),
    wrapText(answer.text, { width }),
    ...citations,
    ...(isProven || answer.paragraphs.length === 0 ? [] : [nearest]),
    ...(isSearched ? [dim(wrapText(isProven ? words.confidence(percent) : words.doubt(percent), { width }))] : []),
  ].join('\n\n');
}

/** A quote under its place: document, page, clause, headings. */
function describeCitation(citation: Citation, language: Language, { width, bold, dim }: Terminal): string {
  const { marker, paragraph, page, clause, heading, documentTitle, quote } = citation;
  const place = [
    documentTitle,
    ...(page === undefined ? [] : [WORDS[language].page(page)]),
    ...(clause === undefined ? [] : [describeClause(clause, language)]),
  ].join(', ');
  return [
    `${bold(`[${marker}] ¶${paragraph}`)} ${withoutControls(place)}`,
    ...(heading === undefined ? [] : [dim(wrapText(heading, { width, indent: INDENT }))]),
    wrapText(quote.replace(/\s+/gu, ' '), { width, indent: INDENT }),
  ].join('\n');
}

/** Formats a found paragraph for people: number, similarity of embeddings, document, the beginning of its text. */
export function describeParagraph(found: FoundParagraph, { width, bold, dim }: Terminal): string {
  const { paragraph, page, similarity, documentId, text } = found;
  const place = page === undefined ? documentId : `${documentId}, p. ${page}`;
  return [
    `${bold(`¶${paragraph}`)} ${dim(`${similarity.toFixed(2)} ${place}`)}`,
    wrapText(excerptOf(text, EXCERPT_LENGTH), { width, indent: INDENT }),
  ].join('\n');
}
