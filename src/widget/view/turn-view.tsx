import type { ComponentChild } from 'preact';
import { useState } from 'preact/hooks';
import { copiedText } from '../conversation/answer-text.ts';
import type { Conversation } from '../conversation/conversation.ts';
import type { Turn } from '../conversation/turn.ts';
import { languageOf, type Words } from '../messages/messages.ts';
import type { AskFailure } from '../requests/ask-server.ts';
import { AnswerView } from './answer/answer-view.tsx';
import { useChat } from './chat-context.ts';
import { copyText } from './copy-text.ts';
import { FeedbackView } from './feedback/feedback-view.tsx';

/** A question and what came of it. */
export function TurnView({
  turn,
  onRetry,
  onGiveFeedback,
}: {
  turn: Turn;
  onRetry: (() => void) | null;
  onGiveFeedback: Conversation['giveFeedback'];
}) {
  const { words } = useChat();
  const { status, question, about, answer } = turn;
  const isArriving = status === 'finding' || status === 'answering';
  return (
    // Nothing here is read out by itself, neither words that arrive nor quotes that open: the chat's status tells what is new, once.
    <article class="turn" part="turn" aria-busy={isArriving} aria-live="off">
      <h3 class="question" part="question">
        <span class="visually-hidden">{words.question}: </span>
        {about !== null && <span class="question-about">{words.about(about.paragraph)}</span>}
        <span lang={languageOf(question)}>{question}</span>
      </h3>
      {status === 'finding' && <p class="finding">{words.finding}</p>}
      {turn.text !== '' && <AnswerView turn={turn} />}
      {status === 'stopped' && <p class="notice">{words.stopped}</p>}
      {turn.failure !== null && <Failure failure={turn.failure} />}
      {!isArriving && (
        <div class="turn-actions">
          {status === 'done' ? (
            <CopyButton turn={turn} />
          ) : (
            onRetry !== null && (
              <button type="button" class="text-button" onClick={onRetry}>
                {words.retry}
              </button>
            )
          )}
          {turn.isKept && answer !== null && (
            <FeedbackView answer={answer} kept={turn.feedback} onGive={onGiveFeedback} />
          )}
        </div>
      )}
    </article>
  );
}

function Failure({ failure }: { failure: AskFailure }) {
  const { words } = useChat();
  return (
    <div class="failure" part="failure">
      <p>{failureText(failure, words)}</p>
      {failure.kind === 'refused' && failure.detail !== null && (
        <p class="failure-detail" lang="en">
          {failure.detail}
        </p>
      )}
    </div>
  );
}

/** What went wrong, in words for whoever asked. */
function failureText({ kind, retryAfterSeconds }: AskFailure, words: Words): string {
  return kind === 'limited' ? words.limited(retryAfterSeconds) : words[kind];
}

function CopyButton({ turn }: { turn: Turn }) {
  const { words, server } = useChat();
  const [isCopied, setCopied] = useState(false);
  const copy = async (event: Event) => {
    const button = event.currentTarget as HTMLElement;
    setCopied(await copyText(copiedText(turn, { server, sources: words.sources }), button));
  };
  return (
    <>
      <button type="button" class="text-button" onClick={copy} onBlur={() => setCopied(false)}>
        {isCopied ? words.copied : words.copy}
      </button>
      <span class="visually-hidden" role="status">
        {isCopied && words.copied}
      </span>
    </>
  );
}

/** What is read out to those who do not see the answer arrive: that it is sought, and then the whole of it at once. */
export function Announcement({ turn }: { turn: Turn | undefined }) {
  const { words } = useChat();
  // The last answer of a conversation that outlived a reload is no news, nor is feedback on it.
  const [known] = useState(turn);
  const isKnown = known?.answer ? turn?.answer === known.answer : turn === known;
  return (
    <div class="visually-hidden" role="status">
      {turn !== undefined && !isKnown && newsOf(turn, words)}
    </div>
  );
}

function newsOf({ status, answer, text, failure }: Turn, words: Words): ComponentChild {
  if (status === 'stopped') return words.stopped;
  if (failure !== null) return failureText(failure, words);
  if (answer === null) return words.finding;
  return (
    <>
      {words.answerArrived} <span lang={answer.language}>{text.replace(/ \[\d+\]/g, '')}</span>
    </>
  );
}
