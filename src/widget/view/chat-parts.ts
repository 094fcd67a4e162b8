import { createRef, type RefObject } from 'preact';
import type { Introduction } from '../../protocol/documents.ts';
import type { AskedParagraph, ChatMode } from '../chat-element.ts';
import type { ChatSettings } from '../chat-settings.ts';
import type { Conversation } from '../conversation/conversation.ts';
import type { Turn } from '../conversation/turn.ts';

/** What is shown of a chat. */
export interface ChatState {
  mode: ChatMode;
  theme: ChatSettings['theme'];
  position: ChatSettings['position'];
  layer: ChatSettings['layer'];
  /** Whether its words are on their way: until then it is there and not seen. */
  isWaiting: boolean;
  isOpen: boolean;
  heading: string;
  placeholder: string;
  turns: readonly Turn[];
  isBusy: boolean;
  about: AskedParagraph | null;
  /** Null until it has arrived. */
  introduction: Introduction | null;
}

/** What can be done in a chat. */
export interface ChatActions {
  ask: (question: string) => void;
  askSuggested: (question: string) => void;
  retry: () => void;
  stop: () => void;
  giveFeedback: Conversation['giveFeedback'];
  clear: () => void;
  open: () => void;
  close: () => void;
  removeAbout: () => void;
}

/** The parts of a chat that receive the focus or are scrolled. */
export interface ChatParts {
  field: RefObject<HTMLTextAreaElement | null>;
  launcher: RefObject<HTMLButtonElement | null>;
  log: RefObject<HTMLDivElement | null>;
}

/** Creates the references of a chat that is not drawn yet. */
export function createParts(): ChatParts {
  return { field: createRef(), launcher: createRef(), log: createRef() };
}

/** Scrolls the last question to the top: its answer is read from there, and nothing moves while it arrives. */
export function scrollToLastTurn({ log: { current: log } }: ChatParts): void {
  const turns = [...(log?.querySelectorAll<HTMLElement>('.turn') ?? [])];
  const [first, last] = [turns[0], turns.at(-1)];
  if (log && first && last) log.scrollTop = last.offsetTop - first.offsetTop;
}
