import type { Answer, Citation, FoundParagraph } from '../../protocol/answer.ts';
import { describePage } from '../../protocol/describe-page.ts';
import type { Language } from '../../protocol/language.ts';
import { partsOfAnswer } from '../../protocol/quotes/answer-parts.ts';
import { describePlace } from '../../protocol/quotes/describe-place.ts';
import { linesOfQuote } from '../../protocol/quotes/quote-lines.ts';
import { shownAt } from '../../protocol/quotes/shown-at.ts';
import { excerptOf, type Terminal, wrapText } from './terminal.ts';

/** Texts around an answer, in the language of its question. */
interface Words {
  /** None where the text begins with what it is. */
  headings: Record<Exclude<Answer['kind'], 'reply'>, string | null>;
  /** Heading when nothing was searched: then it is not known that the document does not say. */
  notSearched: string;
  nearest: string;
  confidence: (percent: number) => string;
  doubt: (percent: number) => string;
}

const WORDS: Record<Language, Words> = {
  ru: {
    headings: { answered: 'Ответ', related: null, unanswered: 'В документе не сказано' },
    notSearched: 'Нет ответа',
    nearest: 'Ближайшие абзацы',
    confidence: (percent) => `Уверенность, что цитаты отвечают на вопрос: ${percent} %`,
    doubt: (percent) => `Вероятность, что ответ в документе всё же есть: ${percent} %`,
  },
  en: {
    headings: { answered: 'Answer', related: null, unanswered: 'The document does not say' },
    notSearched: 'No answer',
    nearest: 'Nearest paragraphs',
    confidence: (percent) => `Confidence that the quotes answer the question: ${percent}%`,
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
  const parts = partsOfAnswer(answer.text, answer.citations);
  const shown = new Set(parts.map((part) => (part.kind === 'excerpt' ? part.citation : null)));
  const citations = answer.citations.map((citation) =>
    [
      describeSource(citation, answer.language, terminal),
      ...(shown.has(citation) ? [] : [wrapText(linesOfQuote(citation.quote).join('\n'), { width, indent: INDENT })]),
    ].join('\n'),
  );
  const heading = isSearched ? words.headings[kind] : words.notSearched;
  const nearest = [
    words.nearest,
    ...answer.paragraphs.slice(0, NEAREST_SHOWN).map((paragraph) => describeParagraph(paragraph, terminal)),
  ].join('\n');
  const isProven = citations.length > 0;
  return [
    ...(heading === null ? [] : [bold(heading)]),
    // Two blanks at the end of a line are a break in Markdown.
    wrapText(answer.text.replace(/(?<! ) +$/gm, ''), { width }),
    ...(isProven ? [citations.join('\n')] : []),
    ...(isProven || answer.paragraphs.length === 0 ? [] : [nearest]),
    ...(isSearched ? [dim(wrapText(isProven ? words.confidence(percent) : words.doubt(percent), { width }))] : []),
  ].join('\n\n');
}

/** The marker of a quote, its paragraph and its place: document, headings, clause, page, and the address of the document's own page. */
function describeSource(citation: Citation, language: Language, { width, bold }: Terminal): string {
  const number = `[${citation.marker}] ¶${citation.paragraph}`;
  const source = wrapText(`${number} ${describePlace(citation, language)}`, { width }).replace(number, bold(number));
  const address = shownAt(citation, null);
  // Not wrapped: terminals open an address only where it is whole.
  return address === null ? source : `${source}\n${INDENT}${address}`;
}

/** Formats a found paragraph for people: number, similarity of embeddings, document, the beginning of its text. */
export function describeParagraph(found: FoundParagraph, { width, bold, dim }: Terminal): string {
  const { paragraph, page, pageKind, similarity, documentId, text } = found;
  const place = page === undefined ? documentId : `${documentId}, ${describePage(page, pageKind, 'en')}`;
  return [
    `${bold(`¶${paragraph}`)} ${dim(`${similarity.toFixed(2)} ${place}`)}`,
    wrapText(excerptOf(text, EXCERPT_LENGTH), { width, indent: INDENT }),
  ].join('\n');
}
