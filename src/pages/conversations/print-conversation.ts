import type { PilcrowChat } from '../../widget/pilcrow-chat.tsx';

/** Prints the conversation of a chat without the page around it; the browser's dialog saves it as PDF as well. */
export async function printConversation(chat: PilcrowChat): Promise<void> {
  const { dataset } = document.documentElement;
  const mode = chat.getAttribute('mode');
  // On paper the chat is a part of the page.
  chat.setAttribute('mode', 'inline');
  dataset.print = 'conversation';
  const restore = () => {
    delete dataset.print;
    if (mode !== null) chat.setAttribute('mode', mode);
  };
  window.addEventListener('afterprint', restore, { once: true });
  // The chat is drawn before the next frame.
  await new Promise(requestAnimationFrame);
  window.print();
}
