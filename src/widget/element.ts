/** Entry point for bundlers: importing it registers nothing, `define()` registers the element. */

export type { Answer, Citation } from '../protocol/answer.ts';
export type { Feedback } from '../protocol/conversation.ts';
export type {
  AskedParagraph,
  ChatEvents,
  ChatMode,
  CitationDetail,
  ErrorDetail,
  FeedbackDetail,
  ParagraphDetail,
} from './chat-element.ts';
export { define } from './define.ts';
export type { Messages, OwnMessages } from './messages/messages.ts';
export { PilcrowChat } from './pilcrow-chat.tsx';
