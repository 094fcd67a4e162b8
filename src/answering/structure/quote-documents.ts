import type { Language } from '../../protocol/language.ts';
import type { Quote, QuoteSelection } from '../answer.ts';
import { rangeOf } from './range-of.ts';

/** Paragraphs quoted at most, and documents that they come from. */
const MAX_QUOTES = 20;
const MAX_DOCUMENTS = 5;

const WORDS: Record<
  Language,
  { more: (count: number, places: string) => string; otherDocuments: (count: number) => string }
> = {
  ru: {
    more: (count, places) => `Ещё абзацев: ${count} (${places}).`,
    otherDocuments: (count) => `Есть и в других документах, их ${count}. Назовите нужный.`,
  },
  en: {
    more: (count, places) => `More paragraphs: ${count} (${places}).`,
    otherDocuments: (count) => `${count} other documents have it too. Name the one you mean.`,
  },
};

/** Answers with the quotes of each document, as far as they are not too many: under its title where there are several, with a line for the rest. */
export function quoteDocuments(
  quotesOfDocuments: Quote[][],
  { language, confidence, opening }: { language: Language; confidence: number; opening?: string },
): QuoteSelection {
  const shown = quotesOfDocuments.slice(0, MAX_DOCUMENTS);
  const most = Math.max(1, Math.floor(MAX_QUOTES / shown.length));
  const quotes = shown.flatMap((ofDocument) => {
    const title = shown.length > 1 ? { lead: `${ofDocument[0]!.paragraph.documentTitle}:\n` } : {};
    return ofDocument.slice(0, most).map((quote, index) => (index === 0 ? { ...quote, ...title } : quote));
  });
  const left = shown.flatMap((ofDocument) => ofDocument.slice(most));
  const others = quotesOfDocuments.length - shown.length;
  const lines = [
    ...(left.length > 0
      ? [WORDS[language].more(left.length, rangeOf(left.map(({ paragraph }) => `¶${paragraph.number}`)))]
      : []),
    ...(others > 0 ? [WORDS[language].otherDocuments(others)] : []),
  ];
  const closing = lines.length > 0 ? { closing: lines.join('\n') } : {};
  return { kind: 'answered', confidence, reason: null, quotes, ...(opening !== undefined && { opening }), ...closing };
}
