import { useRef, useState } from 'preact/hooks';
import type { Feedback } from '../../../protocol/conversation.ts';
import type { FeedbackFailure } from '../../requests/kept-conversation.ts';

/** Feedback on one answer, and whether the server has it. */
export interface GivenFeedback {
  /** The feedback given last; when the server does not have it, that which it has. */
  feedback: Feedback;
  /** Why the server does not have what was given last. */
  failure: FeedbackFailure | null;
  /** Resolves with true once the server has it and nothing else was given meanwhile. */
  give(feedback: Feedback): Promise<boolean>;
}

/**
 * Shows feedback as soon as it is given, and reverts to that of the server when sending fails.
 *
 * @param options.kept What the server has.
 */
export function useFeedback({
  kept,
  send,
}: {
  kept: Feedback | null;
  send: (feedback: Feedback) => Promise<FeedbackFailure | null>;
}): GivenFeedback {
  const [onItsWay, setOnItsWay] = useState<Feedback | null>(null);
  const [failure, setFailure] = useState<FeedbackFailure | null>(null);
  const latest = useRef<Feedback | null>(null);
  return {
    feedback: onItsWay ?? kept ?? { thumb: null, comment: null },
    failure,
    async give(feedback) {
      latest.current = feedback;
      setOnItsWay(feedback);
      setFailure(null);
      const failed = await send(feedback);
      if (latest.current !== feedback) return false;
      setOnItsWay(null);
      setFailure(failed);
      return failed === null;
    },
  };
}
