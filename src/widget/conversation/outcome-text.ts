import type { Answer, UnansweredReason } from '../../protocol/answer.ts';
import { listLanguages } from '../../protocol/document-languages.ts';
import { UNANSWERED_PHRASES } from '../../protocol/unanswered-phrases.ts';
import { fillMessage } from '../messages/fill-message.ts';
import type { Messages } from '../messages/messages.ts';

/** The text of an answer; where it has only the server's words for having none, those that the chat has for it. */
export function outcomeText(answer: Answer, messages: Messages): string {
  const { kind, language, text, documentLanguages: tags } = answer;
  const reason = answer.reason as UnansweredReason;
  const phrase = UNANSWERED_PHRASES[language][reason];
  // A clause that is not there has a text of its own.
  if (kind !== 'unanswered' || !phrase || !text.startsWith(phrase)) return text;
  if (!tags) return messages.outcomes[reason] + text.slice(phrase.length);
  const languages = listLanguages(tags, messages.language);
  return `${messages.outcomes[reason]} ${fillMessage(messages.documentLanguages, { languages, count: tags.length }, messages.language)}`;
}
