import { render } from 'preact';
import type { Answer } from '../protocol/answer.ts';
import type { AskedParagraph } from './chat-element.ts';
import { ATTRIBUTES, type ChatSettings, readSettings } from './chat-settings.ts';
import { stateOf } from './chat-state.ts';
import type { AskedDocuments, Conversation } from './conversation/conversation.ts';
import { followViewport } from './follow-viewport.ts';
import { MESSAGES_BY_LANGUAGE } from './messages/messages-by-language.ts';
import { openConversation } from './open-conversation.ts';
import { createIntroducer } from './requests/introduce.ts';
import { styleSheets } from './style-sheets.ts';
import { ChatContextProvider, type EmitEvent } from './view/chat-context.ts';
import { type ChatActions, createParts, scrollToLastTurn } from './view/chat-parts.ts';
import { ChatView } from './view/chat-view.tsx';

/**
 * `<pilcrow-chat>`: asks the server it comes from, and shows answers with their citations.
 *
 * Attributes: `chat-settings.ts`. Events: `ChatEvents`. Styling: the `--pilcrow-…` properties and `::part` names in the README.
 */
export class PilcrowChat extends HTMLElement {
  static readonly observedAttributes = ATTRIBUTES;

  readonly #root: ShadowRoot;
  readonly #introducer = createIntroducer({ onArrive: () => this.#drawSoon() });
  readonly #parts = createParts();
  #settings!: ChatSettings;
  #conversation: Conversation | null = null;
  #about: AskedParagraph | null = null;
  #isOpen = false;
  #isDrawing = false;
  #removed = new AbortController();
  /** The marker of the citation that was followed last, for the way back. */
  #lastMarker: HTMLElement | null = null;

  constructor() {
    super();
    this.#root = this.attachShadow({ mode: 'open' });
    this.#root.adoptedStyleSheets = styleSheets();
  }

  connectedCallback(): void {
    this.#readSettings();
    this.#removed = new AbortController();
    followViewport(this, this.#removed.signal);
    this.#conversation ??= openConversation(this, { settings: () => this.#settings, onChange: () => this.#drawSoon() });
    this.#drawSaved(this.#conversation);
    scrollToLastTurn(this.#parts);
  }

  disconnectedCallback(): void {
    this.#removed.abort();
    // Moving an element removes it and adds it again at once: only one that stays removed stops its answer.
    queueMicrotask(() => {
      if (!this.isConnected) this.#conversation?.stop();
    });
  }

  attributeChangedCallback(): void {
    if (!this.isConnected) return;
    this.#readSettings();
    this.#drawSoon();
  }

  /** Opens the launcher's panel or the docked sheet, and puts the focus into the field. */
  open(): void {
    this.#setOpen(true);
    this.focus();
  }

  /** Opens the chat where a citation was followed last, and puts the focus on its marker. */
  backToAnswer(): void {
    this.#setOpen(true);
    (this.#lastMarker?.isConnected ? this.#lastMarker : this).focus();
  }

  /** Closes what `open` opened; the focus goes back to what opened it. */
  close(): void {
    const hadFocus = this.#root.activeElement !== null;
    this.#setOpen(false);
    if (hadFocus) (this.#parts.launcher.current ?? this.#parts.field.current)?.focus();
  }

  /** Puts the focus into the field for the question, or on the launcher while it is closed. */
  override focus(options?: FocusOptions): void {
    (this.#parts.field.current ?? this.#parts.launcher.current)?.focus(options);
  }

  /** Asks a question, as if it had been typed. Resolves with the answer, or null when it was stopped or failed. */
  async ask(text: string): Promise<Answer | null> {
    const question = text.trim();
    if (question === '' || this.#conversation === null) return null;
    const about = this.#about;
    this.#about = null;
    return this.#follow(question, (options) => this.#conversation!.ask(question, { ...options, about }));
  }

  /** Opens the chat with a paragraph that the next question will be about. */
  askAbout(paragraph: AskedParagraph): void {
    this.#about = paragraph;
    this.open();
  }

  async #retry(): Promise<void> {
    const question = this.#conversation?.turns.at(-1)?.question;
    if (question === undefined) return;
    // The pressed button is removed by the next drawing.
    this.focus();
    await this.#follow(question, (options) => this.#conversation!.retry(options));
  }

  async #follow(question: string, ask: (options: AskedDocuments) => Promise<Answer | null>): Promise<Answer | null> {
    this.#emit('pilcrow-question', { question });
    const { documentIds, tags } = this.#settings;
    const answering = ask({ documentIds, tags });
    this.#setOpen(true);
    scrollToLastTurn(this.#parts);
    const answer = await answering;
    if (answer !== null) this.#emit('pilcrow-answer', { question, answer });
    return answer;
  }

  #readSettings(): void {
    const pageLanguage = this.closest('[lang]')?.getAttribute('lang') || navigator.language;
    this.#settings = readSettings((name) => this.getAttribute(name), { pageLanguage, scriptUrl: import.meta.url });
  }

  #setOpen(isOpen: boolean): void {
    const isOpened = isOpen && !this.#isOpen;
    this.#isOpen = isOpen;
    this.#draw();
    if (isOpened) scrollToLastTurn(this.#parts);
  }

  readonly #emit: EmitEvent = (name, detail) => {
    // Feedback is emitted later, when the server has it: it follows no citation.
    if (name !== 'pilcrow-feedback')
      this.#lastMarker = this.#root.activeElement?.closest('.citation')?.querySelector<HTMLElement>('.marker') ?? null;
    return this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true, cancelable: true }));
  };

  /** Draws a saved conversation. One that is damaged in a way that only shows here is cleared. */
  #drawSaved(conversation: Conversation): void {
    try {
      this.#draw();
    } catch {
      render(null, this.#root);
      conversation.clear();
      this.#draw();
    }
  }

  /** Schedules one drawing for all changes before the next microtask. */
  #drawSoon(): void {
    if (this.#isDrawing) return;
    this.#isDrawing = true;
    queueMicrotask(() => this.#draw());
  }

  #draw(): void {
    this.#isDrawing = false;
    if (this.#conversation === null) return;
    const { language, server } = this.#settings;
    const state = stateOf({
      settings: this.#settings,
      conversation: this.#conversation,
      introducer: this.#introducer,
      about: this.#about,
      isOpened: this.#isOpen,
    });
    render(
      <ChatContextProvider value={{ language, server, messages: MESSAGES_BY_LANGUAGE[language], emit: this.#emit }}>
        <ChatView state={state} actions={this.#actions} parts={this.#parts} />
      </ChatContextProvider>,
      this.#root,
    );
  }

  readonly #actions: ChatActions = {
    ask: (question) => void this.ask(question),
    retry: () => void this.#retry(),
    stop: () => {
      this.#conversation?.stop();
      this.#draw();
      this.#root.querySelector<HTMLElement>('.send')?.focus();
    },
    giveFeedback: (answer, feedback) => this.#conversation!.giveFeedback(answer, feedback),
    clear: () => {
      this.#conversation?.clear();
      this.focus();
    },
    open: () => this.open(),
    close: () => this.close(),
    removeAbout: () => {
      this.#about = null;
      this.open();
    },
  };
}
