import type { Answer } from '../../../protocol/answer.ts';
import { fillMessage } from '../../messages/fill-message.ts';
import type { Messages } from '../../messages/messages.ts';
import { MarkdownView } from './markdown/markdown-view.tsx';

/** Sentences without proof link to nothing. */
const NOWHERE: ReadonlySet<string> = new Set();

/** What is said below an answer of what a chat model wrote: sentences that the quotes do not support, and what is not shown. */
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
function noticesOf({ reason, omitted, truncated }: Answer, messages: Messages): string[] {
  if (reason === 'model-unsupported') return [messages.modelUnsupported];
  const { omitted: message, language } = messages;
  return [
    ...(omitted ? [fillMessage(message, { count: omitted.sentences }, language)] : []),
    ...(truncated ? [messages.truncated] : []),
  ];
}
