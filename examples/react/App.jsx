/*
 * Pilcrow in React 19, which sets the attributes of custom elements and listens to their events by itself: `onpilcrow-answer` is
 * `addEventListener('pilcrow-answer', …)`. No wrapper is needed. The page loads the widget's script, see index.html.
 *
 * The types come with the package: 'pilcrow/widget' has ChatEvents, Citation, and the tag in HTMLElementTagNameMap.
 */
import { useRef, useState } from 'react';

const QUESTIONS = ['Что сказано об Афганистане?', 'Кто председательствовал в ОДКБ в 2024 году?'];

export function App() {
  /** @type {React.RefObject<HTMLElementTagNameMap['pilcrow-chat'] | null>} */
  const chat = useRef(null);
  /** @type {[import('pilcrow/widget').Citation[], (citations: import('pilcrow/widget').Citation[]) => void]} */
  const [cited, setCited] = useState([]);
  const clearCited = () => setCited([]);
  /** @param {import('pilcrow/widget').ChatEvents['pilcrow-answer']} event */
  const showCited = (event) => setCited(event.detail.answer.citations);

  return (
    <main>
      <h1>Декларация</h1>
      <button type="button" onClick={() => chat.current?.ask(QUESTIONS[0])}>
        {QUESTIONS[0]}
      </button>
      <pilcrow-chat
        ref={chat}
        mode="inline"
        language="ru"
        questions={QUESTIONS.join('|')}
        onpilcrow-question={clearCited}
        onpilcrow-answer={showCited}
      />
      <ul>
        {cited.map(({ marker, documentTitle, paragraph }) => (
          <li key={marker}>
            {documentTitle}, ¶{paragraph}
          </li>
        ))}
      </ul>
    </main>
  );
}
