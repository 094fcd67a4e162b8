import type { Ref } from 'preact';
import { useState } from 'preact/hooks';
import type { AskedParagraph } from '../chat-element.ts';
import { languageOf } from '../messages/messages.ts';
import { useChat } from './chat-context.ts';
import { CloseIcon, SendIcon, SheetIcon, StopIcon } from './icons.tsx';

/** As much as the server takes, in UTF-16 code units. */
const MAX_QUESTION_LENGTH = 2000;

/** Whether a key sends what is being written. While a word is being composed (Japanese, Chinese), Enter ends the word only. */
export function isSendKey({ key, shiftKey, isComposing }: KeyboardEvent): boolean {
  return key === 'Enter' && !shiftKey && !isComposing;
}

/** The field for the question, with the paragraph it is about, if it is about one. */
export function QuestionForm({
  placeholder,
  about,
  isBusy,
  sheet,
  fieldRef,
  onAsk,
  onStop,
  onRemoveAbout,
}: {
  placeholder: string;
  about: AskedParagraph | null;
  isBusy: boolean;
  /** The sheet above the field; null where there is none. */
  sheet: { isOpen: boolean; onToggle: () => void } | null;
  fieldRef: Ref<HTMLTextAreaElement>;
  onAsk: (question: string) => void;
  onStop: () => void;
  onRemoveAbout: () => void;
}) {
  const { words } = useChat();
  const [question, setQuestion] = useState('');
  const submit = (event: Event) => {
    event.preventDefault();
    if (question.trim() === '') return;
    setQuestion('');
    onAsk(question.trim());
  };
  const label = about === null ? placeholder : words.placeholderAbout;

  return (
    <form class="form" part="form" onSubmit={submit}>
      {about !== null && (
        <p class="about">
          <span class="about-place">{words.about(about.paragraph)}</span>
          <span class="about-text" lang={languageOf(about.text)}>
            {about.text}
          </span>
          <button type="button" class="plain-button" aria-label={words.removeAbout} onClick={onRemoveAbout}>
            <CloseIcon />
          </button>
        </p>
      )}
      <div class="field" part="field">
        {sheet !== null && (
          <button
            type="button"
            class="plain-button"
            aria-label={sheet.isOpen ? words.hideConversation : words.showConversation}
            aria-expanded={sheet.isOpen}
            onClick={sheet.onToggle}
          >
            <SheetIcon isOpen={sheet.isOpen} />
          </button>
        )}
        <textarea
          ref={fieldRef}
          part="input"
          rows={1}
          maxLength={MAX_QUESTION_LENGTH}
          enterkeyhint="send"
          autocomplete="off"
          aria-label={label}
          placeholder={label}
          value={question}
          onInput={({ currentTarget }) => setQuestion(currentTarget.value)}
          onKeyDown={(event) => isSendKey(event) && submit(event)}
        />
        {/* Keyed: one button that turned from stop to send would send with the press that stopped. */}
        {isBusy ? (
          <button key="stop" type="button" part="button" class="send" aria-label={words.stop} onClick={onStop}>
            <StopIcon />
          </button>
        ) : (
          <button
            key="ask"
            type="submit"
            part="button"
            class="send"
            aria-label={words.ask}
            aria-disabled={question.trim() === ''}
          >
            <SendIcon />
          </button>
        )}
      </div>
    </form>
  );
}
