import type { Language } from '../../../protocol/language.ts';
import { attributesHtml, escapeHtml, type PageAssets } from './html.ts';
import { pageFrame } from './page-frame.ts';
import { PAGE_WORDS } from './page-words.ts';

/** Settings in the address of the page: the attributes of `<pilcrow-chat>` of the same names. */
interface ChatPageSettings {
  /** Of the chat; otherwise that of the page. */
  language?: string | undefined;
  theme?: 'auto' | 'light' | 'dark' | undefined;
  heading?: string | undefined;
  placeholder?: string | undefined;
  questions?: string | undefined;
  document?: string | undefined;
  tags?: string | undefined;
}

/** A page with the chat alone, for frames on other sites. */
export function chatPage({
  settings,
  language,
  assets,
}: {
  settings: ChatPageSettings;
  language: Language;
  assets: PageAssets;
}): string {
  const words = PAGE_WORDS[language];
  const { theme, heading, placeholder, questions, document, tags } = settings;
  const title = heading ?? words.questions;
  const chat = {
    id: 'chat',
    mode: 'inline',
    language: settings.language ?? language,
    theme,
    heading,
    placeholder,
    questions,
    document,
    tags,
  };
  return pageFrame({
    language,
    title,
    theme,
    assets,
    body: `<body class="framed">
<main>
<h1 class="visually-hidden">${escapeHtml(title)}</h1>
<pilcrow-chat${attributesHtml(chat)}></pilcrow-chat>
<noscript><p>${words.withoutScript}</p></noscript>
</main>
</body>`,
  });
}
