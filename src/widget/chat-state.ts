import type { AskedParagraph } from './chat-element.ts';
import type { ChatSettings } from './chat-settings.ts';
import type { Conversation } from './conversation/conversation.ts';
import { MESSAGES_BY_LANGUAGE } from './messages/messages-by-language.ts';
import type { Introducer } from './requests/introduce.ts';
import type { ChatState } from './view/chat-parts.ts';

/** What is shown of a chat: its settings, its conversation, and before the first question an introduction. */
export function stateOf({
  settings,
  conversation: { turns, isBusy },
  introducer,
  about,
  isOpened,
}: {
  settings: ChatSettings;
  conversation: Conversation;
  introducer: Introducer;
  about: AskedParagraph | null;
  /** Whether the visitor has opened it; a chat that is a part of the page needs no opening. */
  isOpened: boolean;
}): ChatState {
  const { mode, theme, heading, placeholder, language } = settings;
  const isOpen = isOpened || mode === 'inline';
  return {
    mode,
    theme,
    isOpen,
    turns,
    isBusy,
    about,
    heading: heading ?? MESSAGES_BY_LANGUAGE[language].heading,
    placeholder: placeholder ?? MESSAGES_BY_LANGUAGE[language].placeholder,
    introduction: isOpen && turns.length === 0 ? introducer.introductionFor(settings) : null,
  };
}
