import { useState } from 'preact/hooks';
import type { AskedParagraph } from '../chat-element.ts';
import { fillMessage } from '../messages/fill-message.ts';
import { languageOf } from '../text-language.ts';
import { useChat } from './chat-context.ts';
import type { ChatActions, ChatParts, ChatState } from './chat-parts.ts';
import { CloseIcon, SendIcon, SheetIcon, StopIcon } from './icons.tsx';

/** As much as the server takes, in UTF-16 code units. */
const MAX_QUESTION_LENGTH = 2000;

/** Whether a key sends what is being written. While a word is being composed (Japanese, Chinese), Enter ends the word only. */
export function isSendKey({ key, shiftKey, isComposing }: KeyboardEvent): boolean {
  return key === 'Enter' && !shiftKey && !isComposing;
}

/** The field for the question, with the paragraph it is about, if it is about one. */
export function QuestionForm({
  state: { mode, isOpen, placeholder, about, isBusy },
  actions,
  fieldRef,
}: {
  state: ChatState;
  actions: ChatActions;
  fieldRef: ChatParts['field'];
}) {
  const { messages } = useChat();
  const [question, setQuestion] = useState('');
  const isEmpty = question.trim() === '';
  const submit = (event: Event) => {
    event.preventDefault();
    if (isEmpty) return;
    setQuestion('');
    actions.ask(question.trim());
  };
  const label = about === null ? placeholder : messages.placeholderAbout;

  return (
    <form class="form" part="form" onSubmit={submit}>
      {about !== null && <AboutParagraph about={about} onRemove={actions.removeAbout} />}
      <div class="field" part="field">
        {mode === 'docked' && (
          <button
            type="button"
            class="plain-button"
            aria-label={isOpen ? messages.hideConversation : messages.showConversation}
            aria-expanded={isOpen}
            onClick={isOpen ? actions.close : actions.open}
          >
            <SheetIcon isOpen={isOpen} />
          </button>
        )}
        <textarea
          ref={fieldRef}
          part="input"
          rows={1}
          maxLength={MAX_QUESTION_LENGTH}
          enterkeyhint="send"
          autocomplete="off"
          dir={isEmpty ? undefined : 'auto'}
          aria-label={label}
          placeholder={label}
          value={question}
          onInput={({ currentTarget }) => setQuestion(currentTarget.value)}
          onKeyDown={(event) => isSendKey(event) && submit(event)}
        />
        {/* Keyed: a single button that turned from stop to send would send with the press that stopped. */}
        {isBusy ? (
          <button key="stop" type="button" part="button" class="send" aria-label={messages.stop} onClick={actions.stop}>
            <StopIcon />
          </button>
        ) : (
          <button key="ask" type="submit" part="button" class="send" aria-label={messages.ask} aria-disabled={isEmpty}>
            <SendIcon />
          </button>
        )}
      </div>
    </form>
  );
}

/** The paragraph that the question is about. */
function AboutParagraph({ about, onRemove }: { about: AskedParagraph; onRemove: () => void }) {
  const { messages } = useChat();
  return (
    <p class="about">
      <span class="about-place">{fillMessage(messages.about, about)}</span>
      <span class="about-text" lang={languageOf(about.text)} dir="auto">
        {about.text}
      </span>
      <button type="button" class="plain-button" aria-label={messages.removeAbout} onClick={onRemove}>
        <CloseIcon />
      </button>
    </p>
  );
}
