import type { Answer, UnansweredReason } from '../../protocol/answer.ts';
import { listLanguages } from '../../protocol/document-languages.ts';
import { OUTCOME_PHRASES } from '../../protocol/outcome-phrases.ts';
import { fillMessage } from '../messages/fill-message.ts';
import type { Messages } from '../messages/messages.ts';

/** The text of an answer, in which the words that the server has for an outcome are those that the chat has for it. */
export function outcomeText({ kind, reason, language, text, documentLanguages }: Answer, messages: Messages): string {
  const outcome = kind === 'unanswered' ? (reason as UnansweredReason) : 'related';
  const phrase = OUTCOME_PHRASES[language][outcome];
  // A clause that is not there has a text of its own.
  if (kind === 'answered' || !phrase || !text.startsWith(phrase)) return text;
  const isNamed = kind === 'unanswered' && documentLanguages !== undefined;
  const rest = isNamed ? ` ${languagesText(documentLanguages, messages)}` : text.slice(phrase.length);
  return messages.outcomes[outcome] + rest;
}

/** Which languages the documents have. */
export function languagesText(tags: readonly string[], { language, documentLanguages }: Messages): string {
  return fillMessage(documentLanguages, { languages: listLanguages(tags, language), count: tags.length }, language);
}
