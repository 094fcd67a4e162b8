import type { Answer } from '../../../protocol/answer.ts';
import { languagesText } from '../../conversation/outcome-text.ts';
import { fillMessage } from '../../messages/fill-message.ts';
import type { Messages } from '../../messages/messages.ts';
import { MarkdownView } from './markdown/markdown-view.tsx';

/** Sentences without proof link to nothing. */
const NOWHERE: ReadonlySet<string> = new Set();

/** What is said below an answer: of what a chat model wrote, sentences that the quotes do not support and what is not shown; which languages there are. */
export function AnswerNotices({ answer, messages }: { answer: Answer; messages: Messages }) {
  const { text, unsupported } = answer;
  return (
    <>
      {unsupported && (
        <div class="unsupported" part="unsupported">
          <p class="label">{messages.unsupported}</p>
          <ul>
            {unsupported.map(({ start, end }) => (
              <li key={start} dir="auto">
                <MarkdownView text={text.slice(start, end)} renderText={withoutMarkers} addresses={NOWHERE} />
              </li>
            ))}
          </ul>
        </div>
      )}
      {noticesOf(answer, messages).map((notice) => (
        <p key={notice} class="notice">
          {notice}
        </p>
      ))}
    </>
  );
}

function withoutMarkers(text: string): string {
  return text.replace(/\s*\[\d+\]/g, '');
}

/** Where the text of the model is not shown at all, nothing is said of its parts. */
function noticesOf(answer: Answer, messages: Messages): string[] {
  const { kind, reason, omitted, truncated, documentLanguages } = answer;
  if (reason === 'model-unsupported') return [messages.modelUnsupported];
  const { omitted: message, language } = messages;
  return [
    ...(omitted ? [fillMessage(message, { count: omitted.sentences }, language)] : []),
    ...(truncated ? [messages.truncated] : []),
    ...(kind === 'related' && documentLanguages ? [languagesText(documentLanguages, messages)] : []),
  ];
}
