import { useChat } from '../chat-context.ts';
import { isSendKey } from '../question-form.tsx';

/** As much as the server takes, in UTF-16 code units. */
const MAX_COMMENT_LENGTH = 2000;

/** The field for a comment on an answer. Escape closes it; what was written is there when it is opened again. */
export function CommentForm({
  id,
  label,
  text,
  isReady,
  onInput,
  onSend,
  onClose,
}: {
  /** The id of the field, which the label names. */
  id: string;
  label: string;
  text: string;
  /** Whether there is something to send. */
  isReady: boolean;
  onInput: (text: string) => void;
  onSend: () => void;
  onClose: () => void;
}) {
  const { messages } = useChat();
  const submit = (event: Event) => {
    event.preventDefault();
    if (isReady) onSend();
  };
  return (
    <form
      class="comment"
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        // The chat stays open.
        event.stopPropagation();
        onClose();
      }}
    >
      <label for={id}>{label}</label>
      <div class="field">
        <textarea
          id={id}
          rows={1}
          maxLength={MAX_COMMENT_LENGTH}
          enterkeyhint="send"
          autocomplete="off"
          value={text}
          onInput={({ currentTarget }) => onInput(currentTarget.value)}
          onKeyDown={(event) => isSendKey(event) && submit(event)}
        />
        <button type="submit" class="text-button" aria-disabled={!isReady}>
          {messages.send}
        </button>
      </div>
    </form>
  );
}
