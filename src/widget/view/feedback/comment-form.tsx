import { useChat } from '../chat-context.ts';
import { isSendKey } from '../question-form.tsx';

/** As much as the server takes, in UTF-16 code units. */
const MAX_COMMENT_LENGTH = 2000;

/** The field for a comment on an answer. Escape puts it away; what was written is there when it comes again. */
export function CommentForm({
  id,
  label,
  draft,
  isReady,
  onDraft,
  onSend,
  onClose,
}: {
  /** Of the field, which the label names. */
  id: string;
  label: string;
  draft: string;
  /** Whether there is something to send. */
  isReady: boolean;
  onDraft: (draft: string) => void;
  onSend: () => void;
  onClose: () => void;
}) {
  const { words } = useChat();
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
          value={draft}
          onInput={({ currentTarget }) => onDraft(currentTarget.value)}
          onKeyDown={(event) => isSendKey(event) && submit(event)}
        />
        <button type="submit" class="text-button" aria-disabled={!isReady}>
          {words.send}
        </button>
      </div>
    </form>
  );
}
