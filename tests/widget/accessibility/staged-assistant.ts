import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { Assistant } from '../../../src/assistant.ts';
import type { Answer, AnswerEvent, Citation, FoundParagraph } from '../../../src/protocol/answer.ts';
import type { Language } from '../../../src/protocol/language.ts';
import { documentOf, listed } from '../../support/document-of.ts';
import { openKeepingAssistant } from '../../support/keeping-assistant.ts';

/** What a question can come to: `finding` and `answering` stay as they are until they are stopped. */
export type Outcome = 'finding' | 'answering' | 'answered' | 'related' | 'unanswered' | 'prose';

const PARAGRAPHS = [
  'Правила библиотеки',
  'Читальный зал открыт с девяти до восьми, кроме понедельника; последняя среда месяца отведена уборке.',
  'The catalogue is open to everybody, and readers may take five books at a time for four weeks.',
  ...Array.from({ length: 12 }, (_, index) => `Раздел ${index + 1}. О том, как читатели берут и возвращают книги.`),
];

/** A document of the library in two languages. */
export const DOCUMENT = documentOf(PARAGRAPHS.join('\n\n'), {
  ...{ id: 'rules', title: PARAGRAPHS[0]!, language: 'ru', date: '2024-11-28', sha256: 'rules-1' },
});

/** The question that comes to an outcome, with an answer in a language. */
export const questionFor = (outcome: Outcome, language: Language) => `${outcome} ${language}`;

/** An assistant whose questions name what they come to; it keeps its conversations until `discard`. */
export function openStagedAssistant({
  documents = [DOCUMENT],
} = {}): Promise<{ assistant: Assistant; discard: () => Promise<void> }> {
  return openKeepingAssistant({
    documents: async () => documents.map(listed),
    document: async (wanted) => documents.find(({ id }) => id === wanted) ?? null,
    introduction: async ({ language }) =>
      language === 'ru'
        ? { about: 'Правила библиотеки · 15 абзацев', questions: ['Когда открыт зал?', 'Сколько книг дают?'] }
        : { about: 'Rules of the library · 15 paragraphs', questions: ['When is it open?', 'How many books?'] },
    streamAnswer: ({ message, conversationId = randomUUID() }, { signal } = {}) => {
      const [outcome, language] = message.split(' ') as [Outcome, Language];
      return streamOutcome(outcome, { ...answerTo(outcome, language), conversationId }, signal!);
    },
  });
}

async function* streamOutcome(outcome: Outcome, answer: Answer, signal: AbortSignal): AsyncGenerator<AnswerEvent> {
  const { id, conversationId, language, citations, paragraphs, text } = answer;
  const untilStopped = () => once(signal, 'abort');
  yield { event: 'answer-start', data: { id, conversationId, language } };
  if (outcome === 'finding') await untilStopped();
  yield { event: 'paragraphs-found', data: { paragraphs } };
  for (const data of citations) yield { event: 'citation-added', data };
  yield { event: 'text-delta', data: { text: text.slice(0, text.length / 2) } };
  if (outcome === 'answering') await untilStopped();
  yield { event: 'text-delta', data: { text: text.slice(text.length / 2) } };
  yield { event: 'answer-end', data: answer };
}

function answerTo(outcome: Outcome, language: Language): Omit<Answer, 'conversationId'> {
  const kind = outcome === 'related' || outcome === 'unanswered' ? outcome : 'answered';
  const citations = kind === 'unanswered' ? [] : [citationOf(2, 1), citationOf(3, 2)];
  const [first, second] = citations.map(({ quote }) => quote);
  const quotes = `«${first}» [1]\n“${second}” [2]`;
  const texts: Record<typeof kind, Record<Language, string>> = {
    answered: { ru: quotes, en: quotes },
    related: {
      ru: `Ближайшие места в документах:\n${quotes}`,
      en: `Closest passages:\n${quotes}`,
    },
    unanswered: { ru: 'В документе об этом не сказано.', en: 'The document does not say.' },
  };
  return {
    ...{ id: randomUUID(), kind, confidence: 0.8, language, citations },
    text: outcome === 'prose' ? PROSE : texts[kind][language],
    reason: kind === 'unanswered' ? 'not-in-document' : null,
    ...(outcome === 'prose' && { omitted: { sentences: 2, reasons: { unsupported: 2 } }, truncated: true }),
    paragraphs: [3, 4, 5].map(foundParagraph),
  };
}

/** All that Markdown can be, with markers in it. */
const PROSE = `# Часы\n\nЗал открыт **с девяти** до *восьми* [1].\n\n1. раз [2]\n2. два\n\n* пункт\n\n> цитата\n\n\`\`\`\nкод\n\`\`\`\n\n---\n\n| День | Часы |\n|---|---|\n| вторник | 9–20 [1] |\n\n[Каталог](https://library.example/) и \`слово\`.`;

function citationOf(paragraph: number, marker: number): Citation {
  const { start, end } = DOCUMENT.paragraphs[paragraph - 1]!;
  const quoted = { start: start + 4, end: end - 8 };
  return {
    ...{ marker, paragraph, documentId: DOCUMENT.id, documentTitle: DOCUMENT.title, ...quoted },
    quote: DOCUMENT.text.slice(quoted.start, quoted.end),
    prefix: DOCUMENT.text.slice(start, quoted.start),
    suffix: DOCUMENT.text.slice(quoted.end, end),
    url: `/documents/${DOCUMENT.id}#paragraph-${paragraph}`,
  };
}

function foundParagraph(paragraph: number): FoundParagraph {
  const text = PARAGRAPHS[paragraph - 1]!;
  const url = `/documents/${DOCUMENT.id}#paragraph-${paragraph}`;
  return { documentId: DOCUMENT.id, paragraph, text, similarity: 0.6, score: 0.6, url };
}
