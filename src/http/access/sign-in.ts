import type { Request, Response } from 'express';
import type { ReadAssets } from '../website/assets.ts';
import { createPageAssets } from '../website/page-assets.ts';
import { type PageSender, pageLanguage } from '../website/pages/send-page.ts';
import { signInPage } from '../website/pages/sign-in-page.ts';

/** Sends the page that asks for the password. @param page.isWrong Whether another one was entered. */
export type SendSignInPage = (
  exchange: { request: Request; response: Response },
  page: { isWrong: boolean },
) => Promise<void>;

/** Creates the function that sends the page. */
export function createSignInPageSender({
  readAssets,
  sendPage,
}: {
  readAssets: ReadAssets;
  sendPage: PageSender;
}): SendSignInPage {
  const addresses = createPageAssets(readAssets);
  return async ({ request, response }, { isWrong }) => {
    const html = signInPage({ isWrong, language: pageLanguage(request), assets: await addresses() });
    // Without a referrer browsers say that its form comes from no origin, which is refused.
    response.setHeader('Referrer-Policy', 'same-origin');
    await sendPage({ request, response: response.status(401) }, html);
  };
}
