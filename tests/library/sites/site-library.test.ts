import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import type { SiteEvent } from '../../../src/protocol/sites.ts';
import { openSiteLibrary } from './open-site-library.ts';
import { HTML, pageOf, scriptSite, sitemapOf } from './scripted-site.ts';

const TEA = pageOf('Чай', 'Чай заваривают кипятком и ждут пять минут.');
const MILK = pageOf('Milk', 'Milk is kept cold, and warmed before it is poured.');

/** What a report says, in short. */
const short = ({
  pages,
  problems,
  ended,
}: Awaited<ReturnType<ReturnType<typeof openSiteLibrary>['sites']['add']>>) => ({
  pages: pages.map(({ documentId, change }) => `${change} ${documentId.split('--').slice(1).join('--')}`),
  problems: problems.map(({ message }) => message.replace(/127\.0\.0\.1:\d+/g, 'site')),
  ended,
});

describe('adding a page', { timeout: 60_000 }, () => {
  it('keeps it as a file with its address and what its server said, and indexes it', async () => {
    const site = await scriptSite({
      '/tea': { headers: { ...HTML, etag: 'W/"1"', 'last-modified': 'Mon, 30 Nov 2026 10:00:00 GMT' }, body: TEA },
    });
    const { sites, store, directory } = openSiteLibrary();
    const events: SiteEvent[] = [];
    const report = await sites.add(` ${site.url}/tea#top `, { onEvent: (event) => events.push(event) });
    assert.deepEqual(short(report), { pages: ['added tea'], problems: [], ended: null });
    assert.deepEqual(
      events.map(({ event }) => event),
      ['page-taken', 'site-end'],
    );
    const [document] = await store.documents();
    const address = `${site.url}/tea`;
    const fetched = { address, etag: 'W/"1"', lastModified: 'Mon, 30 Nov 2026 10:00:00 GMT' };
    assert.deepEqual(
      [document!.title, document!.language, document!.url, document!.fetched],
      ['Чай', 'ru', address, fetched],
    );
    const [folder = ''] = readdirSync(directory);
    assert.deepEqual(readdirSync(path.join(directory, folder)).sort(), ['tea.html', 'tea.meta.json']);
    assert.equal(readFileSync(path.join(directory, folder, 'tea.html'), 'utf8'), TEA);
    const sidecar: unknown = JSON.parse(readFileSync(path.join(directory, folder, 'tea.meta.json'), 'utf8'));
    assert.deepEqual(sidecar, { url: address, fetched });
  });

  it('asks for robots.txt first, with a name and without cookies, and then for nothing twice', async () => {
    const site = await scriptSite({
      '/a': { headers: { ...HTML, 'set-cookie': 'id=1' }, body: TEA },
      '/b': { headers: HTML, body: MILK },
      '/sitemap.xml': {},
    });
    site.answers['/sitemap.xml'] = sitemapOf([`${site.url}/a`, `${site.url}/b`, `${site.url}/a#again`]);
    const { sites } = openSiteLibrary();
    assert.deepEqual(short(await sites.add(`${site.url}/sitemap.xml`)).pages, ['added a', 'added b']);
    assert.deepEqual(
      site.asked.map((each) => each.path),
      ['/robots.txt', '/sitemap.xml', '/a', '/b'],
    );
    for (const { headers } of site.asked) {
      assert.match(headers['user-agent']!, /^Pilcrow\/\d/);
      assert.equal(headers.cookie, undefined);
    }
  });

  it('reads pages that are compressed', async () => {
    const site = await scriptSite({
      '/tea': { headers: { ...HTML, 'content-encoding': 'gzip' }, body: gzipSync(TEA) },
    });
    const { sites, store } = openSiteLibrary();
    await sites.add(`${site.url}/tea`);
    assert.match((await store.document((await store.documents())[0]!.id))!.text, /Чай заваривают кипятком/);
  });

  it('follows what leads to another page of the host, whose address it gets, once', async () => {
    const site = await scriptSite({
      '/old': { status: 301, headers: { location: '/new' } },
      '/older': { status: 302, headers: { location: 'old' } },
      '/new': { headers: HTML, body: TEA },
      '/sitemap.xml': {},
    });
    site.answers['/sitemap.xml'] = sitemapOf(['/older', '/old', '/new'].map((each) => site.url + each));
    const { sites, store } = openSiteLibrary();
    const report = short(await sites.add(`${site.url}/sitemap.xml`));
    assert.deepEqual(report, {
      pages: ['added older', 'unchanged older', 'unchanged older'],
      problems: [],
      ended: null,
    });
    const [document] = await store.documents();
    assert.deepEqual([document!.url, document!.fetched!.address], [`${site.url}/new`, `${site.url}/older`]);
  });

  it('takes nothing that is no HTML, has no text, is not there, or leads elsewhere, and says why', async () => {
    const other = await scriptSite({ '/': { headers: HTML, body: TEA } });
    const site = await scriptSite({
      '/file.pdf': { headers: { 'content-type': 'application/pdf' }, body: '%PDF' },
      '/app': { headers: HTML, body: '<title>App</title><script>run()</script>' },
      '/busy': { status: 503 },
      '/away': { status: 302, headers: { location: other.url } },
      '/loop': { status: 302, headers: { location: '/loop' } },
      '/file': { status: 302, headers: { location: 'file:///etc/passwd' } },
      '/good': { headers: HTML, body: TEA },
      '/sitemap.xml': {},
    });
    const paths = ['/file.pdf', '/app', '/busy', '/away', '/loop', '/file', '/none', '/good'];
    site.answers['/sitemap.xml'] = sitemapOf([...paths.map((each) => site.url + each), `${other.url}/`, 'ftp://x/']);
    const { sites, store } = openSiteLibrary();
    const { pages, problems } = short(await sites.add(`${site.url}/sitemap.xml`));
    assert.deepEqual(pages, ['added good']);
    const reasons = [
      /^Cannot take "http:\/\/site\/sitemap.xml": 2 of what it lists is not of "site", such as "http:\/\/site\/"; add the site map of that host$/,
      /^Cannot take "http:\/\/site\/file.pdf": it is application\/pdf, no HTML; save it, and add the file$/,
      /its text is made by scripts/,
      /\/busy": the server answers 503$/,
      /\/away": it leads to "http:\/\/site", another host$/,
      /\/loop": it leads from address to address, more than 5 times$/,
      /\/file": it leads nowhere$/,
      /\/none": the server answers 404$/,
    ];
    assert.equal(problems.length, reasons.length);
    for (const [index, reason] of reasons.entries()) assert.match(problems[index]!, reason);
    assert.equal(other.asked.length, 0);
    assert.equal((await store.documents()).length, 1);
  });

  it('refuses what is no address of the web', async () => {
    const { sites } = openSiteLibrary();
    for (const address of [
      '',
      'example.org',
      'file:///etc/passwd',
      'https://user:x@example.org/',
      'https://a/{quote}',
    ]) {
      await assert.rejects(sites.add(address), { code: 'REQUEST_INVALID' }, address);
    }
  });
});

describe('refreshing pages', { timeout: 60_000 }, () => {
  for (const isStoreAlone of [false, true]) {
    it(`takes what changed and removes what is no more, ${isStoreAlone ? 'in a store' : 'in a folder'}`, async () => {
      const site = await scriptSite({
        '/same': { headers: { ...HTML, etag: '"1"' }, body: TEA },
        '/dated': { headers: { ...HTML, 'last-modified': 'Mon, 30 Nov 2026 10:00:00 GMT' }, body: MILK },
        '/changing': { headers: { ...HTML, etag: '"1"' }, body: TEA },
        '/leaving': { headers: HTML, body: TEA },
        '/failing': { headers: HTML, body: MILK },
        '/sitemap.xml': {},
      });
      const paths = ['/same', '/dated', '/changing', '/leaving', '/failing'];
      site.answers['/sitemap.xml'] = sitemapOf(paths.map((each) => site.url + each));
      const { sites, store, library } = openSiteLibrary({ isStoreAlone });
      assert.equal((await sites.add(`${site.url}/sitemap.xml`)).pages.length, 5);
      const idOf = async (name: string) => (await store.documents()).find(({ id }) => id.endsWith(name))!.id;
      const changing = await idOf('changing');
      await library.put(changing, null, { metadata: { title: 'Наш чай', url: `${site.url}/changing?q={quote}` } });

      site.answers['/changing'] = { headers: { ...HTML, etag: '"2"' }, body: MILK };
      site.answers['/leaving'] = { status: 410 };
      site.answers['/failing'] = { status: 500 };
      const before = site.asked.length;
      const report = short(await sites.refresh());
      assert.deepEqual(report.pages, ['replaced changing', 'unchanged dated', 'removed leaving', 'unchanged same']);
      assert.match(report.problems.join(), /^Cannot take "http:\/\/site\/failing": the server answers 500$/);
      const asked = site.asked.slice(before).map((each) => each.path);
      assert.deepEqual(asked.toSorted(), ['/robots.txt', ...paths].toSorted(), 'each is asked for once');
      const document = (await store.document(changing))!;
      assert.match(document.text, /Milk is kept cold/);
      assert.deepEqual(
        [document.title, document.url, document.fetched!.etag],
        ['Наш чай', `${site.url}/changing?q={quote}`, '"2"'],
        'what was said of it stays',
      );
      assert.equal((await store.documents()).length, 4);
      assert.equal((await store.document(await idOf('failing')))?.title, 'Milk');
    });
  }

  it('is what adding does with a page that is there, besides those that are new', async () => {
    const site = await scriptSite({ '/a': { headers: { ...HTML, etag: '"1"' }, body: TEA }, '/sitemap.xml': {} });
    site.answers['/sitemap.xml'] = sitemapOf([`${site.url}/a`]);
    const { sites } = openSiteLibrary();
    assert.deepEqual(short(await sites.add(`${site.url}/a`)).pages, ['added a']);
    site.answers['/b'] = { headers: HTML, body: MILK };
    site.answers['/sitemap.xml'] = sitemapOf([`${site.url}/a`, `${site.url}/b`]);
    assert.deepEqual(short(await sites.add(`${site.url}/sitemap.xml`)).pages, ['unchanged a', 'added b']);
    assert.deepEqual(short(await sites.add(`${site.url}/a`)).pages, ['unchanged a']);
  });
});
