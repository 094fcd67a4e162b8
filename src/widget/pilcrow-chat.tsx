import type { Answer } from '../protocol/answer.ts';
import { createActions } from './chat-actions.ts';
import type { AskedParagraph } from './chat-element.ts';
import { ATTRIBUTES, type ChatSettings, settingsOf } from './chat-settings.ts';
import type { AskedDocuments, Conversation } from './conversation/conversation.ts';
import { createEmitter } from './create-emitter.ts';
import { drawChat, drawSaved } from './draw-chat.tsx';
import { followViewport } from './follow-viewport.ts';
import type { OwnMessages } from './messages/messages.ts';
import { openConversation } from './open-conversation.ts';
import { createProviders } from './requests/create-providers.ts';
import { styleSheets } from './style-sheets.ts';
import { createParts, scrollToLastTurn } from './view/chat-parts.ts';

/**
 * `<pilcrow-chat>`: asks the server it comes from, and shows answers with their citations.
 *
 * Attributes: `chat-settings.ts`. Events: `ChatEvents`. Styling: the `--pilcrow-…` properties and `::part` names in the README.
 */
export class PilcrowChat extends HTMLElement {
  static readonly observedAttributes = ATTRIBUTES;

  readonly #root: ShadowRoot;
  readonly #emitter = createEmitter(this);
  readonly #emit = this.#emitter.emit;
  readonly #providers = createProviders({ onArrive: () => this.#drawSoon(), emit: this.#emit });
  readonly #parts = createParts();
  #settings!: ChatSettings;
  #conversation: Conversation | null = null;
  #about: AskedParagraph | null = null;
  #messages: OwnMessages | null = null;
  #isOpen = false;
  #isDrawing = false;
  #removed = new AbortController();

  constructor() {
    super();
    this.#root = this.attachShadow({ mode: 'open' });
    this.#root.adoptedStyleSheets = styleSheets();
  }

  connectedCallback(): void {
    // What the page has set before the element was defined hides the accessor.
    const { messages } = this;
    if (Object.hasOwn(this, 'messages') && Reflect.deleteProperty(this, 'messages')) this.#messages = messages;
    this.#readSettings();
    this.#removed = new AbortController();
    followViewport(this, this.#removed.signal);
    this.#conversation ??= openConversation(this, { settings: () => this.#settings, onChange: () => this.#drawSoon() });
    drawSaved(this.#root, { conversation: this.#conversation, draw: () => this.#draw() });
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

  /** What is asked and answered; null until the chat is in a page. */
  get conversation(): Conversation | null {
    return this.#conversation;
  }

  /** Words in place of the widget's own: some of its messages. They count before those of the attribute. */
  get messages(): OwnMessages | null {
    return this.#messages;
  }

  set messages(messages: OwnMessages | null) {
    this.#messages = messages;
    this.attributeChangedCallback();
  }

  /** Shows a chat that has the attribute `hidden`. */
  show(): void {
    this.hidden = false;
  }

  /** Opens the launcher's panel or the docked sheet, and puts the focus into the field. */
  open(): void {
    this.#setOpen(true);
    this.focus();
  }

  /** Opens the chat where a citation was followed last, and puts the focus on its marker. */
  backToAnswer(): void {
    this.#setOpen(true);
    (this.#emitter.lastMarker() ?? this).focus();
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

  /** Introduces the documents again: they have changed. */
  introduce(): void {
    this.#providers.introducer.reload();
  }

  /** Opens the chat with a paragraph that the next question will be about. */
  askAbout(paragraph: AskedParagraph): void {
    this.#about = paragraph;
    this.open();
  }

  async #follow(question: string, ask: (options: AskedDocuments) => Promise<Answer | null>): Promise<Answer | null> {
    this.#emit('pilcrow-question', { question });
    const { documentIds, tags } = this.#settings;
    const answering = ask({ documentIds, tags });
    this.#setOpen(true);
    scrollToLastTurn(this.#parts);
    const answer = await answering;
    const { kind, detail } = this.#conversation?.turns.at(-1)?.failure ?? {};
    if (answer !== null) this.#emit('pilcrow-answer', { question, answer });
    else if (kind) this.#emit('pilcrow-error', { during: 'question', kind, detail: detail ?? null });
    return answer;
  }

  #readSettings(): void {
    const settings = settingsOf(this);
    this.#settings = { ...settings, messages: this.#messages ?? settings.messages };
  }

  #setOpen(isOpen: boolean): void {
    const isChanged = isOpen !== this.#isOpen;
    this.#isOpen = isOpen;
    this.#draw();
    if (!isChanged) return;
    if (isOpen) scrollToLastTurn(this.#parts);
    if (this.#settings.mode !== 'inline') this.#emit(isOpen ? 'pilcrow-open' : 'pilcrow-close', null);
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
    drawChat(this.#root, {
      settings: this.#settings,
      conversation: this.#conversation,
      providers: this.#providers,
      about: this.#about,
      isOpened: this.#isOpen,
      actions: this.#actions,
      parts: this.#parts,
      emit: this.#emit,
    });
  }

  readonly #actions = createActions({
    chat: this,
    conversation: () => this.#conversation,
    follow: (...question) => this.#follow(...question),
    removeAbout: () => {
      this.#about = null;
    },
    draw: () => this.#draw(),
    emit: this.#emit,
  });
}
