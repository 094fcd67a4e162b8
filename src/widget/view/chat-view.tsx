import { createRef, type RefObject } from 'preact';
import type { Introduction } from '../../protocol/documents.ts';
import type { AskedParagraph, ChatMode } from '../chat-element.ts';
import type { Conversation } from '../conversation/conversation.ts';
import type { Turn } from '../conversation/turn.ts';
import { useChat } from './chat-context.ts';
import { CloseIcon, NewIcon } from './icons.tsx';
import { QuestionForm } from './question-form.tsx';
import { Announcement, TurnView } from './turn-view.tsx';

/** What is seen. */
export interface ChatState {
  mode: ChatMode;
  theme: 'auto' | 'light' | 'dark';
  isOpen: boolean;
  heading: string;
  placeholder: string;
  turns: readonly Turn[];
  isBusy: boolean;
  about: AskedParagraph | null;
  /** Null until it has arrived. */
  introduction: Introduction | null;
}

/** What can be done. */
export interface ChatActions {
  ask: (question: string) => void;
  retry: () => void;
  stop: () => void;
  giveFeedback: Conversation['giveFeedback'];
  clear: () => void;
  open: () => void;
  close: () => void;
  removeAbout: () => void;
}

/** What the element moves the focus to or scrolls, once it is drawn. */
export interface ChatParts {
  field: RefObject<HTMLTextAreaElement | null>;
  launcher: RefObject<HTMLButtonElement | null>;
  log: RefObject<HTMLDivElement | null>;
}

/** Creates the references of a chat that is not drawn yet. */
export function createParts(): ChatParts {
  return { field: createRef(), launcher: createRef(), log: createRef() };
}

/** Brings the last question to the top: its answer is read from there, and nothing moves while it arrives. */
export function scrollToLastTurn({ log: { current: log } }: ChatParts): void {
  const turns = [...(log?.querySelectorAll<HTMLElement>('.turn') ?? [])];
  const [first, last] = [turns[0], turns.at(-1)];
  if (log && first && last) log.scrollTop = last.offsetTop - first.offsetTop;
}

/** The whole chat: launcher, heading, conversation, field. */
export function ChatView({ state, actions, parts }: { state: ChatState; actions: ChatActions; parts: ChatParts }) {
  const { language, words } = useChat();
  const { mode, theme, isOpen, heading } = state;
  return (
    <div
      // Not `raise` itself: a new function is called with every drawing, also with that after the chat was put elsewhere.
      ref={mode === 'inline' ? null : (chat) => raise(chat)}
      class="pilcrow"
      popover={mode === 'inline' ? undefined : 'manual'}
      lang={language}
      data-mode={mode}
      data-theme={theme}
      data-open={isOpen}
    >
      {mode === 'launcher' && (
        <button
          ref={parts.launcher}
          type="button"
          part="launcher"
          class="launcher"
          aria-expanded={isOpen}
          aria-controls="panel"
          onClick={isOpen ? actions.close : actions.open}
        >
          <span class="launcher-sign" aria-hidden="true">
            ¶
          </span>
          {isOpen ? words.close : words.open}
        </button>
      )}
      {/* What is closed is hidden, not taken away: a draft, an open quote and the place read to are there again. */}
      <section
        id="panel"
        class="panel"
        hidden={mode === 'launcher' && !isOpen}
        part="panel"
        role={mode === 'launcher' ? 'dialog' : 'region'}
        aria-label={heading}
        onKeyDown={(event) => event.key === 'Escape' && mode !== 'inline' && isOpen && actions.close()}
      >
        <PanelHeader state={state} actions={actions} />
        <Log state={state} actions={actions} parts={parts} />
        <QuestionForm
          placeholder={state.placeholder}
          about={state.about}
          isBusy={state.isBusy}
          sheet={mode === 'docked' ? { isOpen, onToggle: isOpen ? actions.close : actions.open } : null}
          fieldRef={parts.field}
          onAsk={actions.ask}
          onStop={actions.stop}
          onRemoveAbout={actions.removeAbout}
        />
      </section>
      <Announcement turn={state.turns.at(-1)} />
    </div>
  );
}

/** Puts the chat above the page. Where the browser has no popovers, or the page is not there yet, its place in the page does. */
function raise(chat: HTMLElement | null): void {
  if (chat?.isConnected && chat.popover && !chat.matches(':popover-open')) chat.showPopover();
}

function PanelHeader({ state, actions }: { state: ChatState; actions: ChatActions }) {
  const { words } = useChat();
  return (
    <header class="header" part="header" hidden={!state.isOpen}>
      <h2>{state.heading}</h2>
      {state.turns.length > 0 && (
        <button
          type="button"
          class="plain-button"
          title={words.newConversation}
          aria-label={words.newConversation}
          onClick={actions.clear}
        >
          <NewIcon />
        </button>
      )}
      {state.mode !== 'inline' && (
        <button type="button" class="plain-button" title={words.close} aria-label={words.close} onClick={actions.close}>
          <CloseIcon />
        </button>
      )}
    </header>
  );
}

function Log({ state, actions, parts }: { state: ChatState; actions: ChatActions; parts: ChatParts }) {
  const { words } = useChat();
  const { turns } = state;
  return (
    <div
      ref={parts.log}
      class="log"
      part="log"
      hidden={!state.isOpen}
      role="log"
      aria-live="polite"
      aria-label={words.conversation}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
    >
      {turns.length === 0 && <Opening introduction={state.introduction} onAsk={actions.ask} />}
      {turns.map((turn) => (
        <TurnView
          key={turn.id}
          turn={turn}
          onRetry={turn === turns.at(-1) ? actions.retry : null}
          onGiveFeedback={actions.giveFeedback}
        />
      ))}
    </div>
  );
}

/** Before the first question: what the documents are, and what is worth asking. */
function Opening({ introduction, onAsk }: { introduction: Introduction | null; onAsk: (question: string) => void }) {
  const { words } = useChat();
  const ask = ({ currentTarget }: { currentTarget: HTMLElement }, question: string) => {
    // The button that was pressed goes away.
    currentTarget.closest<HTMLElement>('.log')?.focus({ preventScroll: true });
    onAsk(question);
  };
  return (
    <div class="opening" aria-busy={introduction === null} aria-live="off">
      <p class="opening-about">{introduction?.about}</p>
      {introduction !== null && introduction.questions.length > 0 && (
        <>
          <h3 class="label">{words.worthAsking}</h3>
          <ul>
            {introduction.questions.map((question) => (
              <li key={question}>
                <button type="button" part="suggestion" class="suggestion" onClick={(event) => ask(event, question)}>
                  {question}
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
