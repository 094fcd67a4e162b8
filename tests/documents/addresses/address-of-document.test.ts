import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readFolder } from '../../support/read-folder.ts';
import { temporaryDirectory, writeFiles } from '../../support/temporary-directory.ts';

const URL_OF_SIDECAR = 'https://example.org/by-sidecar?q={quote}';

function read(files: Record<string, string>) {
  return readFolder(writeFiles(temporaryDirectory(), files), { maxBytes: 1_000_000 });
}

async function urlOf(files: Record<string, string>): Promise<string | null> {
  const { documents, problems } = await read(files);
  assert.deepEqual(problems, []);
  return documents[0]!.url;
}

const page = (link: string) =>
  `<!doctype html><html><head><title>Чай</title>${link}</head><body><main><h1>Чай</h1><p>Чай заваривают кипятком, ждут и пьют.</p></main></body></html>`;

describe('the address of a document', () => {
  it('is that of its sidecar, whatever the file says', async () => {
    const sidecar = JSON.stringify({ url: ` ${URL_OF_SIDECAR} ` });
    const link = '<link rel="canonical" href="https://example.org/tea">';
    assert.equal(await urlOf({ 'a.txt': 'Текст.', 'a.meta.json': sidecar }), URL_OF_SIDECAR);
    assert.equal(await urlOf({ 'a.html': page(link), 'a.meta.json': sidecar }), URL_OF_SIDECAR);
  });

  it('is that of the front matter of Markdown', async () => {
    const front = (url: string) => `---\ntitle: Чай\nurl: ${url}\n---\n\nТекст о чае.\n`;
    assert.equal(await urlOf({ 'a.md': front('"https://example.org/tea#kinds"') }), 'https://example.org/tea#kinds');
    assert.equal(await urlOf({ 'a.md': front('https://example.org/tea # ours') }), 'https://example.org/tea');
    assert.equal(await urlOf({ 'a.md': front('/posts/tea') }), null, 'a path says nothing of the site');
    assert.equal(await urlOf({ 'a.md': 'Текст.\n\nurl: https://example.org/tea\n' }), null);
  });

  it('is the canonical link of a page, where that is a whole address of the web', async () => {
    for (const [link, url] of [
      ['<link rel="canonical" href="https://example.org/tea">', 'https://example.org/tea'],
      ['<LINK href=" https://example.org/tea " REL="alternate CANONICAL"/>', 'https://example.org/tea'],
      ['<link rel="canonical" href="/tea">', null],
      ['<link rel="canonical" href="javascript:alert(1)">', null],
      ['<link rel="canonical" href="https://user:secret@example.org/">', null],
      ['<link rel="canonical" href="https://example.org/{quote}">', null],
      ['<link rel="canonical-not" href="https://example.org/tea">', null],
      ['<link rel="canonical">', null],
      ['', null],
    ] as const) {
      assert.equal(await urlOf({ 'a.html': page(link) }), url, link);
    }
  });

  it('keeps the document out when it is wrong, and says where', async () => {
    const { documents, problems } = await read({
      'a.txt': 'Text.',
      'a.meta.json': '{"url": "https://user:secret@example.org/"}',
      'b.md': '---\nurl: htps://example.org/\n---\n\nText.\n',
      'c.txt': 'Text.',
    });
    assert.deepEqual(
      documents.map(({ id }) => id),
      ['c'],
    );
    assert.match(
      problems[0]!.error.message,
      /^Cannot read "a.txt": its "a.meta.json" is wrong: .+ at url; correct it$/,
    );
    assert.match(
      problems[1]!.error.message,
      /^Cannot read "b.md": its front matter is wrong: url must be an address such as https:.+; correct it$/,
    );
  });
});
