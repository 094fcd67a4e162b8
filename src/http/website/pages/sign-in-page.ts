import type { Language } from '../../../protocol/language.ts';
import { attributesHtml, type PageAssets } from './html.ts';
import { pageFrame } from './page-frame.ts';
import { SIGN_IN_WORDS } from './sign-in-words.ts';

/** The page that asks for the password, without any script. It is sent to the address that it stands at. */
export function signInPage({
  isWrong,
  language,
  assets,
}: {
  isWrong: boolean;
  language: Language;
  assets: PageAssets;
}): string {
  const words = SIGN_IN_WORDS[language];
  const field = {
    ...{ id: 'password', name: 'password', type: 'password', autocomplete: 'current-password' },
    ...{ required: '', autofocus: '', 'aria-describedby': isWrong ? 'wrong' : null },
  };
  return pageFrame({
    ...{ language, title: `${words.heading} ¶ Pilcrow`, assets },
    body: `<body class="empty">
<main>
<p class="brand"><span aria-hidden="true">¶</span> Pilcrow</p>
<h1>${words.heading}</h1>
<form class="sign-in" method="post">
<label for="password">${words.password}</label>
<input${attributesHtml(field)}>
<button class="button primary">${words.enter}</button>
${isWrong ? `<p id="wrong" role="alert">${words.wrong}</p>\n` : ''}</form>
</main>
</body>`,
  });
}
