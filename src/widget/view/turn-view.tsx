import type { ComponentChild } from 'preact';
import { useState } from 'preact/hooks';
import type { Answer } from '../../protocol/answer.ts';
import { copiedText } from '../conversation/answer-text.ts';
import type { Conversation } from '../conversation/conversation.ts';
import { outcomeText } from '../conversation/outcome-text.ts';
import { isArriving, type Turn } from '../conversation/turn.ts';
import { fillMessage } from '../messages/fill-message.ts';
import type { Messages } from '../messages/messages.ts';
import type { AskFailure } from '../requests/ask-server.ts';
import { languageOf } from '../text-language.ts';
import { AnswerView } from './answer/answer-view.tsx';
import { type LabelsIn, useChat } from './chat-context.ts';
import { copyText } from './copy-text.ts';
import { FeedbackView } from './feedback/feedback-view.tsx';
import { PasswordForm } from './password-form.tsx';

/** A question with its answer, or why there is none. */
export function TurnView({
  turn,
  onRetry,
  onGiveFeedback,
}: {
  turn: Turn;
  onRetry: (() => void) | null;
  onGiveFeedback: Conversation['giveFeedback'];
}) {
  const { messages } = useChat();
  const { status, question, about, answer, provisional } = turn;
  const isComplete = !isArriving(turn);
  const waiting = waitingFor(turn, messages);
  return (
    // Screen readers read nothing here by themselves, neither words that arrive nor quotes that open: `Announcement` has it, once.
    <article class="turn" part="turn" aria-busy={!isComplete} aria-live="off">
      <h3 class="question" part="question">
        <span class="visually-hidden">{messages.question}: </span>
        {about !== null && <span class="question-about">{fillMessage(messages.about, about)}</span>}
        <span class="question-text" lang={languageOf(question)} dir="auto">
          {question}
        </span>
      </h3>
      {waiting !== null && <p class="finding">{waiting}</p>}
      {(turn.text !== '' || provisional !== null) && <AnswerView turn={turn} />}
      {status === 'stopped' && <p class="notice">{messages.stopped}</p>}
      {turn.failure !== null && <Failure failure={turn.failure} onRetry={onRetry} />}
      {isComplete && answer?.kind !== 'reply' && (
        <div class="turn-actions">
          {status === 'done' ? (
            <CopyButton turn={turn} />
          ) : (
            onRetry !== null && (
              <button type="button" class="text-button" onClick={onRetry}>
                {messages.retry}
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

/** What is waited for, until a text comes. */
function waitingFor({ status, indexing, provisional }: Turn, messages: Messages): string | null {
  if (status !== 'finding' && status !== 'thinking') return null;
  if (indexing !== undefined) return messages.indexing + (indexing ? `: ${indexing.done}/${indexing.total}` : '');
  return provisional === null ? messages[status] : messages.excerptsFirst;
}

function Failure({ failure, onRetry }: { failure: AskFailure; onRetry: (() => void) | null }) {
  const { messages } = useChat();
  return (
    <div class="failure" part="failure">
      <p>{failureMessage(failure, messages)}</p>
      {failure.kind === 'locked' && onRetry !== null && <PasswordForm onEnter={onRetry} />}
      {failure.kind === 'refused' && failure.detail !== null && (
        <p class="failure-detail" lang="en">
          {failure.detail}
        </p>
      )}
    </div>
  );
}

/** What went wrong, for the person who asked. */
function failureMessage({ kind, retryAfterSeconds }: AskFailure, messages: Messages): string {
  if (kind !== 'limited' || retryAfterSeconds === null) return messages[kind];
  return fillMessage(messages.limitedFor, { seconds: retryAfterSeconds });
}

function CopyButton({ turn }: { turn: Turn }) {
  const { messages, labelsIn, server, emit } = useChat();
  const [isCopied, setCopied] = useState(false);
  const copy = async (event: Event) => {
    const { question, answer, citations } = turn;
    const said = { question, text: saidText(answer!, labelsIn), citations };
    const text = copiedText(said, { server, sources: messages.sources, places: messages.places });
    const isDone = await copyText(text, event.currentTarget as HTMLElement);
    setCopied(isDone);
    if (isDone) emit('pilcrow-copy', { answer: answer!, text });
  };
  return (
    <>
      <button type="button" class="text-button" onClick={copy} onBlur={() => setCopied(false)}>
        {isCopied ? messages.copied : messages.copy}
      </button>
      <span class="visually-hidden" role="status">
        {isCopied && messages.copied}
      </span>
    </>
  );
}

/** What an answer says, as it is shown. */
function saidText(answer: Answer, labelsIn: LabelsIn): string {
  return outcomeText(answer, labelsIn(answer.language));
}

/** What screen readers say: that the answer is being searched for, and then the whole answer at once. */
export function Announcement({ turn }: { turn: Turn | undefined }) {
  const { messages, labelsIn } = useChat();
  // The last answer of a conversation that was loaded with the page is not announced again, nor is feedback on it.
  const [known] = useState(turn);
  const isKnown = known?.answer ? turn?.answer === known.answer : turn === known;
  return (
    <div class="visually-hidden" role="status">
      {turn !== undefined && !isKnown && announcementOf(turn, messages, labelsIn)}
    </div>
  );
}

function announcementOf(turn: Turn, messages: Messages, labelsIn: LabelsIn): ComponentChild {
  const { status, answer, failure } = turn;
  if (status === 'stopped') return messages.stopped;
  if (failure !== null) return failureMessage(failure, messages);
  if (answer === null) return waitingFor(turn, messages) ?? messages.finding;
  return (
    <>
      {messages.answerArrived} <span lang={answer.language}>{saidText(answer, labelsIn).replace(/ \[\d+\]/g, '')}</span>
    </>
  );
}
