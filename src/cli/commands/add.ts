import { PilcrowError } from '../../errors.ts';
import { defineCommand } from '../command.ts';
import { SITE_OPTIONS, takePages } from '../take-pages.ts';

/** Adds a page of a site, or those that a site map lists. */
export const add = defineCommand({
  usage: 'https://…',
  description:
    'Adds a page of a site, or all pages of the same host that a site map lists (https://www.example.org/sitemap.xml), as HTML files\n' +
    'in DOCUMENTS_DIR, or in the database of DATABASE_URL. Pages that are there are asked for again. robots.txt is obeyed; the settings\n' +
    'SITE_MAX_PAGES, SITE_MAX_MB, SITE_MAX_MINUTES and SITE_DELAY_MS limit how much is fetched. Exit code 1 when a page was not taken.',
  options: SITE_OPTIONS,
  async run({ positionals, values }) {
    const [address, ...more] = positionals;
    if (address === undefined || more.length > 0) {
      throw new PilcrowError('USAGE_INVALID', 'Cannot run "add": give one address; see add --help');
    }
    return takePages((sites, options) => sites.add(address, options), { isJson: values.json === true });
  },
});
