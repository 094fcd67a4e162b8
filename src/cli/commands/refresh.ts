import { defineCommand } from '../command.ts';
import { SITE_OPTIONS, takePages } from '../take-pages.ts';

/** Takes what changed of the pages that were added. */
export const refresh = defineCommand({
  usage: '',
  description:
    'Asks for all pages again that were added from sites: those that changed are replaced, those that their sites have no more are\n' +
    'removed. New pages of a site map come with "add". Exit code 1 when a page could not be had; it stays as it was.',
  options: SITE_OPTIONS,
  run: ({ values }) => takePages((sites, options) => sites.refresh(options), { isJson: values.json === true }),
});
