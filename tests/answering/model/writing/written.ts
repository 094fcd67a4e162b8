import type { GroundingCheck } from '../../../../src/answering/grounding/check-grounding.ts';
import { packPassages } from '../../../../src/answering/model/prompt/pack-passages.ts';
import type { Relevance } from '../../../../src/answering/model/relevance.ts';
import { createAnswerWriter, type WrittenAnswer } from '../../../../src/answering/model/writing/write-answer.ts';
import { createLog } from '../../../../src/log.ts';
import type { AnswerEvent } from '../../../../src/protocol/answer.ts';
import { paragraphOf, rankedOf } from '../../found.ts';

const PARAGRAPHS = [
  'Tea is grown in the hills. Each spring the first leaves are picked by hand.',
  'Чай растёт на склонах холмов. Первый сбор начинается в марте, в 6 утра. Листья сушат два дня 🍃.',
  'Green tea is steamed. Black tea is rolled and dried.',
  'White tea was never in this document.',
];
/** The last paragraph was indexed, but the document has changed since. */
export const DOCUMENT = [...PARAGRAPHS.slice(0, 3), 'Something else stands in its place.'].join('\n\n');
export const UNTRUE_LABEL = 8;

export const supported = async () => ({ isSupported: true, reason: null }) as const;
export const unsupported = async () => ({ isSupported: false, reason: 'words' }) as const;
/** Supports what says that it is true. */
export const supportsTruth: GroundingCheck = (sentence) => (/true|верно/i.test(sentence) ? supported() : unsupported());

/** Takes every statement for one that answers. */
const TO_THE_POINT: Relevance = { take: async () => true, outcome: { kind: 'answered', confidence: 1 } };

export interface Written {
  events: AnswerEvent[];
  written: WrittenAnswer;
  logged: string[];
}

/** Writes an answer of what a model streams, with the sentences of the document above, of which no other is looked for. */
export async function write(
  deltas: string[],
  {
    grounding,
    checkGrounding,
    relevance = TO_THE_POINT,
    mayReasonUnmarked = false,
    question = '',
  }: {
    grounding: 'strict' | 'mark';
    checkGrounding: GroundingCheck;
    relevance?: Relevance;
    mayReasonUnmarked?: boolean;
    question?: string;
  },
): Promise<Written> {
  const indexed = PARAGRAPHS.join('\n\n');
  const paragraphs = PARAGRAPHS.map((text, index) => paragraphOf(indexed, text, { number: index + 1 }));
  const ranked = paragraphs.map((paragraph) => rankedOf(paragraph, {}));
  const { sentences } = await packPassages(ranked, { budgetTokens: 1000, neighbours: async () => [] });
  const canonicalText = async () => DOCUMENT;
  const logged: string[] = [];
  const log = createLog('debug', (line) => logged.push(line), { isForPeople: false });
  const about = { question, isNear: () => false, relevance, mayReasonUnmarked };
  const writer = createAnswerWriter({ sentences, canonicalText, checkGrounding, grounding, ...about, log });
  const events: AnswerEvent[] = [];
  for (const delta of deltas) for await (const event of writer.push(delta)) events.push(event);
  for await (const event of writer.end()) events.push(event);
  return { events, written: writer.written, logged };
}
