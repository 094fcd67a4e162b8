import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
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

describe('pages that lead to another one', { timeout: 60_000 }, () => {
  it('are taken once, also when their site map is added again and the server says that nothing changed', async () => {
    const site = await scriptSite({
      '/old': { status: 301, headers: { location: '/new' } },
      '/new': { headers: { ...HTML, etag: '"1"' }, body: TEA },
      '/sitemap.xml': {},
    });
    site.answers['/sitemap.xml'] = sitemapOf([`${site.url}/old`, `${site.url}/new`]);
    const { sites, store } = openSiteLibrary();
    await sites.add(`${site.url}/sitemap.xml`);
    const again = short(await sites.add(`${site.url}/sitemap.xml`));
    assert.deepEqual(again, { pages: ['unchanged old', 'unchanged old'], problems: [], ended: null });
    assert.equal((await store.documents()).length, 1);
  });

  it('are the document of that page, which is changed with it', async () => {
    const site = await scriptSite({
      '/old': { status: 302, headers: { location: '/tea' } },
      '/tea': { headers: HTML, body: TEA },
    });
    const { sites, store } = openSiteLibrary();
    await sites.add(`${site.url}/tea`);
    site.answers['/tea'] = { headers: HTML, body: MILK };
    assert.deepEqual(short(await sites.add(`${site.url}/old`)).pages, ['replaced tea']);
    const documents = await store.documents();
    assert.deepEqual(
      documents.map(({ title, fetched }) => [title, fetched!.address]),
      [['Milk', `${site.url}/tea`]],
    );
  });

  it('stay as they were, and are reported, where they led to none before', async () => {
    const site = await scriptSite({
      '/a': { headers: HTML, body: MILK },
      '/tea': { headers: HTML, body: TEA },
      '/z': { headers: HTML, body: pageOf('Cakes', 'Cakes are baked for an hour.') },
      '/sitemap.xml': {},
    });
    site.answers['/sitemap.xml'] = sitemapOf(['/a', '/tea', '/z'].map((each) => site.url + each));
    const { sites, store } = openSiteLibrary();
    await sites.add(`${site.url}/sitemap.xml`);
    for (const moved of ['/a', '/z']) site.answers[moved] = { status: 301, headers: { location: '/tea' } };
    const { pages, problems } = short(await sites.refresh());
    assert.deepEqual(pages, ['unchanged tea']);
    for (const [index, name] of ['a', 'z'].entries()) {
      const [folder] = (await store.documents())[0]!.id.split('--');
      const state = `it leads to "http://site/tea", which is the document "${folder}--tea"`;
      const advice = `remove "${folder}--${name}", which stays as it was, where its page is no more`;
      assert.equal(problems[index], `Cannot take "http://site/${name}": ${state}; ${advice}`);
    }
    assert.deepEqual((await store.documents()).map(({ title }) => title).sort(), ['Cakes', 'Milk', 'Чай']);
  });
});

describe('a site map', { timeout: 60_000 }, () => {
  it('lists no address that would have a place for a quote', async () => {
    const site = await scriptSite({ '/find?q=%7Bquote%7D': { headers: HTML, body: TEA }, '/sitemap.xml': {} });
    site.answers['/sitemap.xml'] = sitemapOf([`${site.url}/find?q={quote}`]);
    const { sites, store } = openSiteLibrary();
    await sites.add(`${site.url}/sitemap.xml`);
    assert.deepEqual(
      (await store.documents()).map(({ url }) => url),
      [`${site.url}/find?q=%7Bquote%7D`],
    );
  });
});
