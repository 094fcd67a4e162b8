import type { Answer, AnswerEvent, ReplyReason } from '../../protocol/answer.ts';
import type { Language } from '../../protocol/language.ts';
import type { AnswerStart } from '../answer.ts';

/** What the assistant says of its own, where nothing is asked of the documents. */
export interface Reply {
  reason: ReplyReason;
  language: Language;
  text: string;
}

/** The events of a reply: no paragraph was searched, and nothing is quoted. */
export function composeReply(
  { reason, language, text }: Reply,
  { id, conversationId }: Omit<AnswerStart, 'language'>,
): AnswerEvent[] {
  const answer: Answer = {
    id,
    kind: 'reply',
    confidence: 1,
    language,
    text,
    reason,
    citations: [],
    paragraphs: [],
    conversationId,
  };
  return [
    { event: 'answer-start', data: { id, conversationId, language } },
    { event: 'paragraphs-found', data: { paragraphs: [] } },
    { event: 'text-delta', data: { text } },
    { event: 'answer-end', data: answer },
  ];
}
