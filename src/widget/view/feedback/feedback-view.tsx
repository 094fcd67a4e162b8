import type { RefObject } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { Answer } from '../../../protocol/answer.ts';
import type { Feedback } from '../../../protocol/conversation.ts';
import type { Conversation } from '../../conversation/conversation.ts';
import { useChat } from '../chat-context.ts';
import { ThumbIcon } from '../icons.tsx';
import { CommentForm } from './comment-form.tsx';
import { type GivenFeedback, useFeedback } from './use-feedback.ts';

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
  const { messages, emit } = useChat();
  const place = useRef<HTMLDivElement>(null);
  const { feedback, failure, give } = useFeedback({
    kept,
    async send(given) {
      const failed = await onGive(answer, given);
      if (failed === null) emit('pilcrow-feedback', { answer, feedback: given });
      else emit('pilcrow-error', { during: 'feedback', kind: failed, detail: null });
      return failed;
    },
  });
  const { commented, field, isSent, press } = useComment({ place, feedback, failure, give });

  return (
    <div ref={place} class="feedback">
      {(['up', 'down'] as const).map((thumb) => (
        <button
          key={thumb}
          type="button"
          class="plain-button thumb"
          data-thumb={thumb}
          title={messages.thumbs[thumb]}
          aria-label={messages.thumbs[thumb]}
          aria-pressed={feedback.thumb === thumb}
          onClick={() => press(thumb)}
        >
          <ThumbIcon direction={thumb} />
        </button>
      ))}
      <div class="comment-place">
        {commented !== null && <CommentForm label={messages.askedComments[commented]} {...field} />}
        <p class="comment-outcome" role="status">
          {isSent && messages.sent}
          {failure !== null && messages.notSent[failure]}
        </p>
      </div>
    </div>
  );
}

/** The state of the comment, whose field a pressed thumb opens and closes. */
function useComment({ place, feedback, failure, give }: GivenFeedback & { place: RefObject<HTMLDivElement | null> }) {
  const id = useId();
  const [commented, setCommented] = useState<Thumb | null>(null);
  const [text, setText] = useState(feedback.comment ?? '');
  const [isSent, setSent] = useState(false);
  const find = (selector: string) => place.current?.querySelector<HTMLElement>(selector);
  useEffect(() => {
    // On a phone the foot of the log may be just above it.
    if (commented !== null) find('.comment')?.scrollIntoView({ block: 'nearest' });
  }, [commented]);
  useEffect(() => {
    // Below a long comment it would stand out of sight.
    if (failure !== null) find('.comment-outcome')?.scrollIntoView({ block: 'nearest' });
  }, [failure]);
  const send = (given: Feedback) => {
    setSent(false);
    return give(given);
  };
  const press = (pressed: Thumb) => {
    const thumb = pressed === feedback.thumb ? null : pressed;
    setCommented(thumb);
    void send({ ...feedback, thumb });
  };
  const onClose = () => {
    // The focus moves first: the field that has it is removed.
    if (find('.comment :focus')) find(`[data-thumb="${commented}"]`)?.focus();
    setCommented(null);
  };
  const onSend = async () => {
    if (!(await send({ thumb: commented, comment: text.trim() || null }))) return;
    onClose();
    setSent(true);
  };
  const isReady = text.trim() !== (feedback.comment ?? '');
  return { commented, isSent, press, field: { id, text, isReady, onInput: setText, onSend, onClose } };
}
