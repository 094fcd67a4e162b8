import type { Citation } from '../../protocol/answer.ts';
import type { Language } from '../../protocol/language.ts';
import { describePlace } from '../../protocol/quotes/describe-place.ts';
import { onOneLine } from '../../protocol/quotes/quote-lines.ts';
import { citationAddress } from '../../widget/conversation/answer-text.ts';
import { outcomeText } from '../../widget/conversation/outcome-text.ts';
import type { Turn } from '../../widget/conversation/turn.ts';
import { MESSAGES_BY_LANGUAGE } from '../../widget/messages/messages-by-language.ts';
import { inQuotationMarks } from '../../widget/text-language.ts';

/**
 * A conversation as Markdown: each question a heading, its answer, and the quotes behind it by number, with their places and addresses. What got no answer is
 * left out.
 */
export function conversationMarkdown(
  turns: readonly Turn[],
  { title, language, server }: { title: string; language: Language; server: URL },
): string {
  const answered = turns.flatMap(({ question, answer }) => {
    if (answer === null) return [];
    const notes = answer.citations.map((citation) => noteOf(citation, { language, server }));
    const text = outcomeText(answer, MESSAGES_BY_LANGUAGE[answer.language]);
    return [`## ${onOneLine(question)}`, text, ...(notes.length > 0 ? [notes.join('\n')] : [])];
  });
  return `${[`# ${title}`, ...answered].join('\n\n')}\n`;
}

function noteOf(citation: Citation, { language, server }: { language: Language; server: URL }): string {
  const place = `${describePlace(citation, language)}, ¶${citation.paragraph}`;
  const address = citationAddress(citation, server);
  const source = address === undefined ? place : `${place}: <${address}>`;
  return `- [${citation.marker}] ${inQuotationMarks(onOneLine(citation.quote))} ${source}`;
}
