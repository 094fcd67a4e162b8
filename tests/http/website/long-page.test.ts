import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { documentArticle } from '../../../src/http/website/document/document-article.ts';
import { assertIncludes } from '../../support/assertions.ts';
import { documentOf } from '../../support/document-of.ts';
import { createScriptedAssistant } from '../../support/scripted-assistant.ts';
import { withServedApp } from '../../support/serve-app.ts';

const LONG = documentOf(
  Array.from({ length: 3000 }, (_, index) => `Лодку ${index} возвращают на причал до захода солнца.`).join('\n\n'),
  { id: 'long' },
);

describe('the page of a long document', { timeout: 30_000 }, () => {
  it('comes in parts, and is whole; the same page again has the same ETag', async () => {
    const assistant = createScriptedAssistant({ document: async () => LONG });
    await withServedApp({ assistant }, async ({ url }) => {
      const response = await fetch(`${url}/documents/long?language=ru`, { headers: { accept: 'text/html' } });
      assert.equal(response.headers.get('content-length'), null);
      const html = await response.text();
      assertIncludes(html, [...documentArticle(LONG, 'ru')].join(''));
      assert.match(html, /<\/html>\s*$/);
      const again = await fetch(`${url}/documents/long?language=ru`, { headers: { accept: 'text/html' } });
      assert.equal(again.headers.get('etag'), response.headers.get('etag'));
      assert.equal(await again.text(), html);
    });
  });
});
