import { randomUUID } from 'node:crypto';
import type { Quote, QuoteSelection } from '../../../src/answering/answer.ts';
import { answerLanguage } from '../../../src/answering/answer-language.ts';
import { composeAnswer } from '../../../src/answering/compose-answer.ts';
import type { Assistant } from '../../../src/assistant.ts';
import type { Block, ListItem } from '../../../src/documents/canonical-text/blocks.ts';
import { composeText } from '../../../src/documents/canonical-text/compose-text.ts';
import type { Document } from '../../../src/documents/document.ts';
import { contextsOf } from '../../../src/documents/paragraph-context.ts';
import type { AnswerEvent, AnswerKind } from '../../../src/protocol/answer.ts';
import { documentOf, listed } from '../../support/document-of.ts';
import { createScriptedAssistant } from '../../support/scripted-assistant.ts';

const heading = (level: number, text: string): Block => ({ kind: 'heading', level, text, page: null });
const paragraph = (text: string, page: number | null = null): Block => ({ kind: 'paragraph', text, page });
const row = (isHeader: boolean, ...cells: string[]) => ({ isHeader, cells: cells.map((text) => ({ text })) });
const items = (...texts: string[]): ListItem[] => texts.map((text) => ({ marker: null, depth: 0, text }));
const document = (given: Pick<Document, 'id' | 'title' | 'language'>, blocks: Block[]) =>
  documentOf('', { ...given, ...composeText(blocks, { title: given.title }) });

const DUTIES = items(
  'вносить плату не позднее пятого числа каждого месяца;',
  'содержать квартиру в чистоте и исправности;',
  'не шуметь с 23 до 7 часов;',
  'пускать арендодателя для осмотра, если тот предупредил за сутки;',
  'сообщать о протечках в день, когда они замечены;',
  'не менять замков без согласия арендодателя и не передавать ключи другим людям, кроме членов своей семьи;',
  'платить за свет и воду по счётчикам;',
  'менять лампы и фильтры за свой счёт;',
  'не держать животных крупнее кошки;',
  'возвратить квартиру в день, когда договор кончается.',
);

/** What is quoted of: a lease, an employment contract, and frequent questions in English with a page in Arabic. */
export const DOCUMENTS: Document[] = [
  document({ id: 'lease', title: 'Договор аренды квартиры', language: 'ru' }, [
    heading(1, 'Договор аренды квартиры'),
    heading(2, '3. Оплата'),
    paragraph('3.2. Плата составляет 690 евро в месяц и вносится вперёд.', 2),
    heading(2, '4. Обязанности сторон'),
    heading(3, '4.1. Арендатор'),
    paragraph('Арендатор обязан:', 3),
    { kind: 'list', page: 3, items: DUTIES },
    heading(2, '5. Сроки'),
    paragraph('5.1. О расторжении предупреждают за 30 дней.', 4),
  ]),
  document({ id: 'job', title: 'Трудовой договор', language: 'ru' }, [
    heading(1, 'Трудовой договор'),
    heading(2, '2. Отпуск'),
    paragraph('2.4. Об увольнении работник предупреждает за 14 дней.'),
    heading(2, '6. Командировки'),
    {
      kind: 'table',
      page: 7,
      rows: [
        row(true, 'Город', 'Руководители', 'Специалисты', 'Проживание'),
        row(false, 'Казань', '6 200', '4 500', 'до 8 000 в сутки'),
        row(false, 'Москва', '7 000', '5 100', 'до 12 000 в сутки'),
        row(false, 'Омск', '5 600', '4 000', 'до 6 500 в сутки'),
      ],
    },
  ]),
  document({ id: 'faq', title: 'Returns and deliveries', language: 'en' }, [
    heading(1, 'Returns and deliveries'),
    heading(2, 'How do I return an item?'),
    paragraph('Send it back within 14 days of delivery; we refund the price in five working days.'),
    heading(2, 'Delivery'),
    paragraph('Parcels leave our store in Riga every evening. '.repeat(24).trim()),
    heading(2, 'بالعربية'),
    paragraph('تُرسل الطرود كل مساء من متجرنا في ريغا.'),
  ]),
];

/** Words of a document to quote. */
type Words = [documentId: string, words: string];
const whole = (texts: ListItem[]) => texts.map(({ text }) => `- ${text}`).join('\n');

/** What each question comes to. */
export const ANSWERS: Record<string, { kind?: AnswerKind; quotes: Words[] }> = {
  'Сколько стоит квартира?': { quotes: [['lease', 'Плата составляет 690 евро в месяц и вносится вперёд.']] },
  'За сколько дней предупредить?': {
    quotes: [
      ['lease', '5.1. О расторжении предупреждают за 30 дней.'],
      ['job', 'Об увольнении работник предупреждает за 14 дней.'],
      ['lease', 'Плата составляет 690 евро в месяц'],
    ],
  },
  'Что обязан арендатор?': { quotes: [['lease', whole(DUTIES)]] },
  'Что по ключам и животным?': { quotes: [['lease', whole(DUTIES.slice(7, 9))]] },
  'Какие суточные в Казани?': { quotes: [['job', 'Казань | 6 200 | 4 500 | до 8 000 в сутки']] },
  'Сколько специалистам в Казани?': { quotes: [['job', '4 500']] },
  'Какие суточные в городах?': {
    quotes: [
      [
        'job',
        'Город | Руководители | Специалисты | Проживание\nКазань | 6 200 | 4 500 | до 8 000 в сутки\nМосква | 7 000 | 5 100 | до 12 000 в сутки',
      ],
    ],
  },
  'Можно ли курить?': { kind: 'related', quotes: [['lease', 'содержать квартиру в чистоте и исправности;']] },
  'Есть ли парковка?': { kind: 'unanswered', quotes: [] },
  'Can I return a thing?': {
    quotes: [
      ['faq', 'Send it back within 14 days of delivery;'],
      ['faq', 'we refund the price in five working days.'],
    ],
  },
  'When do parcels leave?': { quotes: [['faq', 'Parcels leave our store in Riga every evening. '.repeat(24).trim()]] },
  'Is smoking allowed?': { kind: 'related', quotes: [['faq', 'we refund the price in five working days.']] },
  'Is there parking?': { kind: 'unanswered', quotes: [] },
  'متى تُرسل الطرود؟': { quotes: [['faq', 'تُرسل الطرود كل مساء من متجرنا في ريغا.']] },
};

/** An assistant whose answers to `ANSWERS` are really composed of its documents. */
export async function openQuotingAssistant(): Promise<{ assistant: Assistant }> {
  const assistant = createScriptedAssistant({
    documents: async () => DOCUMENTS.map(listed),
    document: async (wanted) => DOCUMENTS.find(({ id }) => id === wanted) ?? null,
    introduction: async () => ({ about: '3 документа', questions: Object.keys(ANSWERS).slice(0, 3) }),
    streamAnswer: ({ message }) => streamQuotes(message),
  });
  return { assistant };
}

async function* streamQuotes(message: string): AsyncGenerator<AnswerEvent> {
  const { kind = 'answered', quotes } = ANSWERS[message]!;
  const start = { id: randomUUID(), conversationId: 'conversation-1', language: answerLanguage(message) };
  const selection: QuoteSelection = {
    ...{ kind, confidence: 0.8, reason: kind === 'unanswered' ? 'not-in-document' : null },
    quotes: quotes.map(quoteOf),
  };
  const [lease] = DOCUMENTS;
  const paragraphs = lease!.paragraphs.slice(0, 3).map(({ number, start, end }) => ({
    ...{ documentId: 'lease', paragraph: number, text: lease!.text.slice(start, end), similarity: 0.4, score: 1 },
  }));
  yield { event: 'answer-start', data: start };
  yield { event: 'paragraphs-found', data: { paragraphs } };
  yield* composeAnswer(selection, {
    ...{ question: { message }, start, paragraphs },
    canonicalText: async (id) => DOCUMENTS.find((one) => one.id === id)?.text ?? null,
  });
}

function quoteOf([documentId, words]: Words): Quote {
  const own = DOCUMENTS.find(({ id }) => id === documentId)!;
  const start = own.text.indexOf(words);
  const index = own.paragraphs.findIndex(({ end }) => start < end);
  const { number, ...place } = own.paragraphs[index]!;
  const paragraph = {
    ...{ ...place, key: number, number, documentId, documentTitle: own.title, documentUrl: null, aspects: [] },
    ...{ language: own.language, text: own.text.slice(place.start, place.end), context: contextsOf(own)[index]! },
  };
  return { paragraph, start, end: start + words.length };
}
