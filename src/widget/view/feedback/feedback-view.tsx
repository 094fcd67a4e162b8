import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { Answer } from '../../../protocol/answer.ts';
import type { Feedback } from '../../../protocol/conversation.ts';
import type { Conversation } from '../../conversation/conversation.ts';
import { useChat } from '../chat-context.ts';
import { ThumbIcon } from '../icons.tsx';
import { CommentForm } from './comment-form.tsx';
import { useFeedback } from './use-feedback.ts';

type Thumb = 'up' | 'down';

/** What was thought of an answer: two thumbs, and room for a comment once one of them is pressed. */
export function FeedbackView({
  answer,
  kept,
  onGive,
}: {
  answer: Answer;
  /** What the server has. */
  kept: Feedback | null;
  onGive: Conversation['giveFeedback'];
}) {
  const { words, tell } = useChat();
  const place = useRef<HTMLDivElement>(null);
  const outcome = useRef<HTMLParagraphElement>(null);
  const commentId = useId();
  const [asked, setAsked] = useState<Thumb | null>(null);
  const [draft, setDraft] = useState(kept?.comment ?? '');
  const [isSent, setSent] = useState(false);
  const { feedback, failure, give } = useFeedback({
    kept,
    async send(given) {
      setSent(false);
      const failed = await onGive(answer, given);
      if (failed === null) tell('pilcrow-feedback', { answer, feedback: given });
      return failed;
    },
  });
  useEffect(() => {
    // On a phone the foot of the log may be just above it.
    if (asked !== null) place.current?.querySelector('.comment')?.scrollIntoView({ block: 'nearest' });
  }, [asked]);
  useEffect(() => {
    // Below a long comment it would stand out of sight.
    if (failure !== null) outcome.current?.scrollIntoView({ block: 'nearest' });
  }, [failure]);
  const press = (pressed: Thumb) => {
    const thumb = pressed === feedback.thumb ? null : pressed;
    setAsked(thumb);
    void give({ ...feedback, thumb });
  };
  const close = () => {
    // First the focus: the field that has it goes away.
    const thumb = place.current?.querySelector<HTMLElement>(`[data-thumb="${asked}"]`);
    if (place.current?.querySelector('.comment :focus')) thumb?.focus();
    setAsked(null);
  };
  const send = async () => {
    if (!(await give({ thumb: asked, comment: draft.trim() || null }))) return;
    close();
    setSent(true);
  };

  return (
    <div ref={place} class="feedback">
      {(['up', 'down'] as const).map((thumb) => (
        <button
          key={thumb}
          type="button"
          class="plain-button thumb"
          data-thumb={thumb}
          title={words.thumbs[thumb]}
          aria-label={words.thumbs[thumb]}
          aria-pressed={feedback.thumb === thumb}
          onClick={() => press(thumb)}
        >
          <ThumbIcon direction={thumb} />
        </button>
      ))}
      <div class="comment-place">
        {asked !== null && (
          <CommentForm
            id={commentId}
            label={words.askedComments[asked]}
            draft={draft}
            isReady={draft.trim() !== (feedback.comment ?? '')}
            onDraft={setDraft}
            onSend={send}
            onClose={close}
          />
        )}
        <p ref={outcome} class="comment-outcome" role="status">
          {isSent && words.sent}
          {failure !== null && words.notSent[failure]}
        </p>
      </div>
    </div>
  );
}
