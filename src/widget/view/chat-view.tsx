import { useChat } from './chat-context.ts';
import type { ChatActions, ChatParts, ChatState } from './chat-parts.ts';
import { CloseIcon, NewIcon } from './icons.tsx';
import { Opening } from './opening.tsx';
import { QuestionForm } from './question-form.tsx';
import { Announcement, TurnView } from './turn-view.tsx';

/** The whole chat: launcher, heading, conversation, field. */
export function ChatView({ state, actions, parts }: { state: ChatState; actions: ChatActions; parts: ChatParts }) {
  const { language, messages } = useChat();
  const { mode, theme, isOpen, heading } = state;
  return (
    <div
      // Not `raise` itself: a new function is called with every drawing, also with that after the chat was moved in the page.
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
          {isOpen ? messages.close : messages.open}
        </button>
      )}
      {/* What is closed is hidden, not taken away: a question being written, an open quote and the place read to are there again. */}
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
        <QuestionForm state={state} actions={actions} fieldRef={parts.field} />
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
  const { messages } = useChat();
  return (
    <header class="header" part="header" hidden={!state.isOpen}>
      <h2>{state.heading}</h2>
      {state.turns.length > 0 && (
        <button
          type="button"
          class="plain-button"
          title={messages.newConversation}
          aria-label={messages.newConversation}
          onClick={actions.clear}
        >
          <NewIcon />
        </button>
      )}
      {state.mode !== 'inline' && (
        <button
          type="button"
          class="plain-button"
          title={messages.close}
          aria-label={messages.close}
          onClick={actions.close}
        >
          <CloseIcon />
        </button>
      )}
    </header>
  );
}

function Log({ state, actions, parts }: { state: ChatState; actions: ChatActions; parts: ChatParts }) {
  const { messages } = useChat();
  const { turns } = state;
  return (
    <div
      ref={parts.log}
      class="log"
      part="log"
      hidden={!state.isOpen}
      role="log"
      aria-live="polite"
      aria-label={messages.conversation}
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
