import assert from 'node:assert/strict';
import type { LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { openSiteLibrary } from './open-site-library.ts';
import { HTML, pageOf, type ScriptedSite, scriptSite, sitemapOf } from './scripted-site.ts';

const PAGE = { headers: HTML, body: pageOf('Tea', 'Tea is steeped in boiling water for five minutes.') };

/** A site with pages /1, /2 …, all in its site map. */
async function siteOf(count: number, answers: ScriptedSite['answers'] = {}): Promise<ScriptedSite> {
  const paths = Array.from({ length: count }, (_, index) => `/${index + 1}`);
  const site = await scriptSite({ ...Object.fromEntries(paths.map((path) => [path, PAGE])), ...answers });
  site.answers['/sitemap.xml'] = sitemapOf(paths.map((path) => site.url + path));
  return site;
}

const pathsOf = ({ asked }: ScriptedSite) => asked.map(({ path }) => path);

describe('the limits of fetching pages', { timeout: 60_000 }, () => {
  it('end it after so many pages', async () => {
    const site = await siteOf(5);
    const { sites, store } = openSiteLibrary({ maxPages: 3 });
    const { pages, ended } = await sites.add(`${site.url}/sitemap.xml`);
    assert.deepEqual([pages.length, ended], [3, 'it lists more than 3 pages; raise SITE_MAX_PAGES']);
    assert.equal((await store.documents()).length, 3);
    assert.equal(site.asked.length, 5);
  });

  it('end it after so many bytes, and leave out a page that is too large, however it is compressed', async () => {
    const large = gzipSync(pageOf('Large', 'a '.repeat(40_000)));
    const site = await siteOf(4, { '/2': { headers: { ...HTML, 'content-encoding': 'gzip' }, body: large } });
    const limits = { maxPageBytes: 20_000, maxBytes: 100_000 };
    const { pages, problems } = await openSiteLibrary(limits).sites.add(`${site.url}/sitemap.xml`);
    assert.equal(pages.length, 3);
    assert.match(problems[0]!.message, /\/2": it has more than 0.02 MB$/);
    const cut = await openSiteLibrary({ ...limits, maxBytes: 20_000 }).sites.add(`${site.url}/sitemap.xml`);
    assert.deepEqual([cut.pages.length, cut.ended], [1, '0.02 MB were fetched; raise SITE_MAX_MB']);
  });

  it('end it after some time, also while a server is silent', async () => {
    const site = await siteOf(3, { '/2': 'hangs' });
    const { sites } = openSiteLibrary({ timeMs: 1500 });
    const { pages, problems, ended } = await sites.add(`${site.url}/sitemap.xml`);
    assert.deepEqual([pages.length, ended], [1, '0.025 minutes are over; raise SITE_MAX_MINUTES']);
    assert.match(problems[0]!.message, /\/2": it did not come within/);
  });

  it('keep some time between two requests, as much as the site asks for', async () => {
    const site = await siteOf(2, { '/robots.txt': { body: 'user-agent: *\ncrawl-delay: 0.2' } });
    await openSiteLibrary({ delayMs: 100 }).sites.add(`${site.url}/sitemap.xml`);
    const [robots, sitemap, first, second] = site.asked.map(({ at }) => at) as [number, number, number, number];
    assert.ok(sitemap - robots >= 95, `${sitemap - robots} ms after robots.txt`);
    assert.ok(
      first - sitemap >= 195 && second - first >= 195,
      `${first - sitemap}, ${second - first} ms between pages`,
    );
  });

  it('are for site maps of site maps, too', async () => {
    const site = await siteOf(4);
    const part = (name: string, paths: string[]) => {
      site.answers[name] = sitemapOf(paths.map((path) => site.url + path));
      return `<sitemap><loc>${site.url}${name}</loc></sitemap>`;
    };
    const parts = [part('/a.xml', ['/1', '/2']), part('/b.xml', ['/3', '/4']), part('/c.xml', [])];
    const index = (xml: string) => ({ headers: {}, body: `<sitemapindex>${xml}</sitemapindex>` });
    site.answers['/index.xml'] = index(`${parts.join('')}<sitemap><loc>${site.url}/none.xml</loc></sitemap>`);
    const { pages, problems } = await openSiteLibrary().sites.add(`${site.url}/index.xml`);
    assert.deepEqual([pages.length, problems.length], [4, 1]);
    assert.match(problems[0]!.message, /none.xml": the server answers 404$/);
    const cut = await openSiteLibrary({ maxPages: 3 }).sites.add(`${site.url}/index.xml`);
    assert.deepEqual([cut.pages.length, cut.problems], [3, []]);
    site.answers['/deep.xml'] = index(`<sitemap><loc>${site.url}/index.xml</loc></sitemap>`);
    const deep = await openSiteLibrary().sites.add(`${site.url}/deep.xml`);
    assert.match(deep.problems[0]!.message, /index.xml": it is no site map that lists pages$/);
  });

  it('end it when the caller leaves, and keep what was taken', async () => {
    const site = await siteOf(3);
    const { sites, store } = openSiteLibrary({ delayMs: 50 });
    const leaving = new AbortController();
    const onEvent = ({ event }: { event: string }) => event === 'page-taken' && leaving.abort();
    await assert.rejects(sites.add(`${site.url}/sitemap.xml`, { signal: leaving.signal, onEvent }), {
      name: 'AbortError',
    });
    assert.equal((await store.documents()).length, 1);
    assert.equal((await sites.refresh()).pages.length, 1);
  });
});

describe('robots.txt', { timeout: 60_000 }, () => {
  it('is obeyed, also where a page leads', async () => {
    const site = await siteOf(2, {
      '/robots.txt': { body: 'user-agent: pilcrow\ndisallow: /2\ndisallow: /secret' },
      '/1': { status: 302, headers: { location: '/secret' } },
      '/secret': PAGE,
    });
    const { pages, problems } = await openSiteLibrary().sites.add(`${site.url}/sitemap.xml`);
    assert.deepEqual(pages, []);
    for (const { message } of problems) assert.match(message, /the robots.txt of "127.0.0.1:\d+" does not allow it$/);
    assert.deepEqual(pathsOf(site), ['/robots.txt', '/sitemap.xml', '/1']);
  });

  it('allows all where there is none, and nothing where it cannot be read', async () => {
    const { sites } = openSiteLibrary();
    for (const [robots, isAllowed] of [
      [{ status: 404 }, true],
      [{ status: 403 }, true],
      [{ status: 429 }, false],
      [{ status: 500 }, false],
      [{ status: 302, headers: { location: '/moved.txt' } }, false],
    ] as const) {
      const site = await siteOf(1, { '/robots.txt': robots, '/moved.txt': { body: 'user-agent: *\ndisallow: /' } });
      const { pages, problems } = await sites.add(`${site.url}/1`);
      assert.equal(pages.length === 1, isAllowed, JSON.stringify(robots));
      if ('status' in robots && robots.status >= 429) {
        assert.match(
          problems[0]!.message,
          /the robots.txt of "http:.+" cannot be read: the server answers (?:429|500)$/,
        );
      }
      assert.equal(pathsOf(site).includes('/1'), isAllowed);
    }
  });
});

describe('addresses of a private network', { timeout: 60_000 }, () => {
  const REFUSED = /is an address of this machine or of a private network; SITE_PRIVATE_NETWORK=true allows these$/;

  it('are not connected to, whichever way they are written or found', async () => {
    const site = await siteOf(1);
    const { port } = new URL(site.url);
    const { sites, store } = openSiteLibrary({ allowsPrivateNetwork: false });
    for (const host of [
      '127.0.0.1',
      '127.1',
      '0x7f.1',
      '2130706433',
      '[::1]',
      '[::ffff:127.0.0.1]',
      'localhost',
      '0',
    ]) {
      const { pages, problems } = await sites.add(`http://${host}:${port}/1`);
      assert.deepEqual(pages, []);
      assert.match(problems[0]!.message, REFUSED, host);
    }
    assert.deepEqual([site.asked.length, (await store.documents()).length], [0, 0]);
  });

  it('are those of the name that is connected to, not those of a first look', async () => {
    const site = await siteOf(1);
    const { port } = new URL(site.url);
    const answersOf = (...addresses: string[][]): LookupFunction => {
      let call = 0;
      return (_host, _options, callback) => {
        const found = addresses[Math.min(call, addresses.length - 1)]!;
        call += 1;
        callback(
          null,
          found.map((address): LookupAddress => ({ address, family: address.includes(':') ? 6 : 4 })),
        );
      };
    };
    for (const lookup of [
      answersOf(['127.0.0.1']),
      answersOf(['8.8.8.8', '127.0.0.1']),
      answersOf(['::ffff:7f00:1']),
    ]) {
      const { sites } = openSiteLibrary({ allowsPrivateNetwork: false, lookup });
      const { problems } = await sites.add(`http://site.example:${port}/1`);
      assert.match(problems[0]!.message, REFUSED);
    }
    assert.equal(site.asked.length, 0);
    const { sites } = openSiteLibrary({ lookup: answersOf(['127.0.0.1']) });
    assert.equal(
      (await sites.add(`http://site.example:${port}/1`)).pages.length,
      1,
      'the lookup is the one that counts',
    );
  });

  it('are not connected to when the robots.txt of a site leads there', async () => {
    const inside = await siteOf(1, { '/robots.txt': { body: 'user-agent: *\nallow: /' } });
    const { port } = new URL(inside.url);
    let looked = 0;
    // The site itself is inside as well, which the first look may not know: nothing else can be reached in a test.
    const lookup: LookupFunction = (_host, _options, callback) => {
      looked += 1;
      callback(null, [{ address: '10.1.2.3', family: 4 }]);
    };
    const { sites } = openSiteLibrary({ allowsPrivateNetwork: false, lookup });
    const { problems } = await sites.add(`http://site.example:${port}/1`);
    assert.match(problems[0]!.message, /cannot be read: "site.example" is an address of this machine/);
    assert.deepEqual([looked, inside.asked.length], [1, 0]);
  });
});
