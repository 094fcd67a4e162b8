import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { SiteReport } from '../../src/protocol/sites.ts';
import { HTML, pageOf, scriptSite, sitemapOf } from '../library/sites/scripted-site.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';
import { runPilcrow } from './run-pilcrow.ts';

describe('add and refresh', { timeout: 120_000 }, () => {
  it('take pages of a site, say what became of them, and lead answers there', async () => {
    const site = await scriptSite({
      '/hall': { headers: HTML, body: pageOf('Boat hall', 'The boat hall is open until nine in the evening.') },
      '/pier': { headers: HTML, body: pageOf('Pier', 'The pier is closed in winter, from November on.') },
    });
    site.answers['/sitemap.xml'] = sitemapOf([`${site.url}/hall`, `${site.url}/pier`]);
    const [documents, index] = [temporaryDirectory(), temporaryDirectory()];
    const closed = { DOCUMENTS_DIR: documents, INDEX_DIR: index, SITE_DELAY_MS: '0' };
    const settings = { ...closed, SITE_PRIVATE_NETWORK: 'true' };

    const refused = await runPilcrow(['add', `${site.url}/hall`], closed);
    assert.deepEqual(
      [refused.exitCode, refused.stdout],
      [1, 'Pages: 0 added, 0 changed, 0 removed, 0 unchanged\nNot taken: 1\n'],
    );
    assert.match(
      refused.stderr,
      /is an address of this machine or of a private network; SITE_PRIVATE_NETWORK=true allows/,
    );

    const added = await runPilcrow(['add', `${site.url}/sitemap.xml`], settings);
    assert.deepEqual(added, { exitCode: 0, stdout: 'Pages: 2 added, 0 changed, 0 removed, 0 unchanged\n', stderr: '' });
    const asked = await runPilcrow(['ask', 'Until when is the boat hall open?'], settings);
    assert.match(asked.stdout, new RegExp(`^ {4}${site.url}/hall#:~:text=The%20boat%20hall%20is%20open`, 'm'));

    site.answers['/pier'] = { status: 410 };
    const refreshed = await runPilcrow(['refresh', '--json'], settings);
    assert.equal(refreshed.exitCode, 0);
    const { pages } = JSON.parse(refreshed.stdout) as SiteReport;
    assert.deepEqual(pages.map(({ change }) => change).sort(), ['removed', 'unchanged']);
    assert.match(refreshed.stderr, /^Removed ".+--pier": its site has no "http:.+\/pier" any more$/m);
  });

  it('say what is wrong with their arguments', async () => {
    for (const args of [['add'], ['add', 'https://a.example', 'https://b.example']]) {
      const { exitCode, stderr } = await runPilcrow(args, {});
      assert.deepEqual([exitCode, stderr], [2, 'Cannot run "add": give one address; see add --help\n']);
    }
  });
});
