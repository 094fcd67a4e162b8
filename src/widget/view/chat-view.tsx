import { useChat } from './chat-context.ts';
import type { ChatActions, ChatParts, ChatState } from './chat-parts.ts';
import { CloseIcon, NewIcon } from './icons.tsx';
import { Opening } from './opening.tsx';
import { QuestionForm } from './question-form.tsx';
import { Announcement, TurnView } from './turn-view.tsx';

/** Languages that are written from right to left, also those for which only a page's owner has words. */
const RIGHT_TO_LEFT = /^(?:ar|ckb|dv|fa|he|ps|sd|ug|ur|yi)\b/i;

/** The whole chat: launcher, heading, conversation, field. */
export function ChatView({ state, actions, parts }: { state: ChatState; actions: ChatActions; parts: ChatParts }) {
  const { messages } = useChat();
  const { mode, theme, position, layer, isWaiting, isOpen, heading } = state;
  const isAbove = layer === 'top' && mode !== 'inline';
  return (
    <div
      // Not `raise` itself: a new function is called with every drawing, also with that after the chat was moved in the page.
      ref={isAbove ? (chat) => raise(chat) : null}
      class="pilcrow"
      part="chat"
      popover={isAbove ? 'manual' : undefined}
      lang={messages.language}
      dir={RIGHT_TO_LEFT.test(messages.language) ? 'rtl' : 'ltr'}
      data-position={position}
      data-waiting={isWaiting}
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
        {mode === 'docked' && !isOpen && state.turns.length === 0 && (
          <p class="greeting" part="greeting" dir="auto">
            {messages.greeting}
          </p>
        )}
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
      {turns.length === 0 && <Opening introduction={state.introduction} onAsk={actions.askSuggested} />}
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
