import type { Introduction } from '../../protocol/documents.ts';
import { useChat } from './chat-context.ts';

/** Shown before the first question: a greeting, and once they have arrived, what the documents are and questions worth asking. */
export function Opening({
  introduction,
  onAsk,
}: {
  introduction: Introduction | null;
  onAsk: (question: string) => void;
}) {
  const { messages } = useChat();
  const ask = ({ currentTarget }: { currentTarget: HTMLElement }, question: string) => {
    // The pressed button is removed by the next drawing.
    currentTarget.closest<HTMLElement>('.log')?.focus({ preventScroll: true });
    onAsk(question);
  };
  return (
    <div class="opening" aria-busy={introduction === null} aria-live="off">
      <p class="greeting" part="greeting" dir="auto">
        {messages.greeting}
      </p>
      {introduction?.about !== '' && (
        <p class="opening-about" dir="auto">
          {introduction?.about}
        </p>
      )}
      {introduction !== null && introduction.questions.length > 0 && (
        <>
          <h3 class="label">{messages.worthAsking}</h3>
          <ul>
            {introduction.questions.map((question) => (
              <li key={question}>
                <button
                  type="button"
                  part="suggestion"
                  class="suggestion"
                  dir="auto"
                  onClick={(event) => ask(event, question)}
                >
                  {question}
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
