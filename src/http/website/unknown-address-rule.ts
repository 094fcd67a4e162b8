import type { RequestHandler } from 'express';
import { PilcrowError } from '../../errors.ts';
import { isForPeople } from '../access/reader-rule.ts';
import type { ReadAssets } from './assets.ts';
import { createPageAssets } from './page-assets.ts';
import { missingPage } from './pages/reader-page.ts';
import { type PageSender, pageLanguage } from './pages/send-page.ts';

/** Creates the rule for addresses that no route is at: browsers get a page with a way back, programs the error. @throws NOT_FOUND */
export function createUnknownAddressRule({
  readAssets,
  sendPage,
}: {
  readAssets: ReadAssets;
  sendPage: PageSender;
}): RequestHandler {
  const addresses = createPageAssets(readAssets);
  return async (request, response) => {
    response.vary('Accept');
    if (isForPeople(request)) {
      const page = missingPage({ what: 'address', language: pageLanguage(request), assets: await addresses() });
      return void (await sendPage({ request, response: response.status(404) }, page, 'no-store'));
    }
    throw new PilcrowError(
      'NOT_FOUND',
      'Cannot find this address: there is no such route; check the path and the method',
    );
  };
}
