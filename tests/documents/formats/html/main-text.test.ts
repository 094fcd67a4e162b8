import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readHtml } from '../../../../src/documents/formats/html/read-html.ts';

const readPage = (html: string) => readHtml(Buffer.from(html), { onProgress: () => {} });
const textOf = async (body: string) =>
  (await readPage(`<!doctype html><html><head><title>Boats</title></head><body>${body}</body></html>`)).text;
const SENTENCES =
  'Лодку можно взять на час или на день. The jetty closes at eight in the evening, and dogs are welcome in large boats. ';
const TEXT = `<h1>Boat hire</h1><p>${SENTENCES.repeat(3)}</p><p>A rowing boat costs 12 euros an hour.</p>`;
const LINKS = Array.from(
  { length: 9 },
  (_, index) => `<li><a href="/${index}">News item number ${index}</a></li>`,
).join('');

describe('the main text of a web page', () => {
  it('is found without tags that may be missing, and with text before them', async () => {
    assert.match(
      (await readPage('<!doctype html><title>B</title><h1>Boats</h1><p>12 euros<p>until eight')).text,
      /12 euros\n\nuntil eight/,
    );
    assert.match(
      (
        await readPage(
          '<p>12 euros</p><html><head><title>B</title></head><body class="a>b"><p>until eight</body></html><p>after',
        )
      ).text,
      /12 euros\n\nuntil eight\n\nafter/,
    );
  });

  it('leaves out navigation, footers, comments and lists of links, also inside the main element', async () => {
    const text = await textOf(
      `<header><nav>Menu</nav></header><main>${TEXT}<div class="related-posts"><h2>Read next</h2><ul>${LINKS}</ul></div></main>` +
        `<div id="comments"><p>${'I like this boat very much indeed. '.repeat(30)}</p></div><footer>Imprint</footer>`,
    );
    assert.match(text, /12 euros an hour\.$/);
    assert.doesNotMatch(text, /Menu|Read next|News item|I like|Imprint/);
  });

  it('is not believed to be in a main or article element that holds little', async () => {
    for (const small of [
      '<main></main>',
      '<main><p>Page 1 of 3</p></main>',
      '<aside><article>Other news</article></aside>',
    ]) {
      assert.match(await textOf(`${small}<div>${TEXT}</div>`), /12 euros an hour/, small);
    }
  });

  it('is read where the whole page is a form, without its controls and their names', async () => {
    const text = await textOf(
      `<form>${TEXT}<label>Your name <input></label><select><option>Red</option></select><button>Buy</button></form>`,
    );
    assert.match(text, /12 euros an hour\.$/);
    assert.doesNotMatch(text, /Your name|Red|Buy/);
  });

  it('has panels that a click opens, but nothing else that is hidden', async () => {
    const text = await textOf(
      `${TEXT}<ul role=tablist><li><a role=tab aria-controls=care href="#care">Care</a></li></ul><div id=care role=tabpanel hidden>Oil it once a year.</div>` +
        '<h3><button aria-expanded=false>How long?</button></h3><div class=collapse style="display: none">For eight years.</div><div hidden>Secret</div>',
    );
    assert.match(text, /Care\nOil it once a year\.\n\n### How long\?\n\nFor eight years\.$/);
    assert.doesNotMatch(text, /Secret/);
  });

  it('is not the notice about cookies above a short page', async () => {
    const notice = `<div class="cookie-banner"><p>${'We and our partners store information on a device. '.repeat(6)}</p><button>Accept</button></div>`;
    assert.equal(
      await textOf(`${notice}<div><h1>Parking</h1><p>The car park has 60 spaces.</p></div>`),
      '# Parking\n\nThe car park has 60 spaces.',
    );
  });

  it('keeps a section that is named after its heading, and a page made of offers', async () => {
    const section = `<section id="cookies"><h2>Cookies</h2><p>We set none.</p></section>`;
    assert.match(await textOf(`<div>${TEXT}${section}</div>`), /## Cookies\n\nWe set none\./);
    const offers = ['One', 'Two', 'Three']
      .map((name) => `<div class="promo"><h3>${name}</h3><p>${SENTENCES}</p></div>`)
      .join('');
    assert.match(await textOf(`<h1>Offers</h1>${offers}`), /### One\n\n.+\n\n### Two\n\n.+\n\n### Three\n\n/);
  });

  it('starts at its title, though that stands outside of the element with the text', async () => {
    const body = `<p>${SENTENCES.repeat(4)}</p>`.repeat(3);
    const text = await textOf(
      `<div class="head"><h1>Boat hire</h1><p class="intro">From May to October only.</p></div><div class="body">${body}</div>`,
    );
    assert.match(text, /^# Boat hire\n\nFrom May to October only\.\n\nЛодку/);
  });

  it('has the notes that its marks point to, wherever they stand', async () => {
    const text = await textOf(
      `<main>${TEXT}<p>The fee is 20<sup><a href="#fn1">1</a></sup> euros.</p></main><footer><ol><li id="fn1">In winter 15.</li></ol></footer>`,
    );
    assert.match(text, /20\[1\] euros\.\n\n\[1\] In winter 15\.$/);
  });

  it('reads elements that stand deep in each other', async () => {
    assert.match(await textOf(`${'<div>'.repeat(5000)}${TEXT}`), /12 euros an hour\.$/);
  });
});

describe('a page without text', () => {
  it('that scripts would make is refused and says so', async () => {
    const page =
      '<!doctype html><title>App</title><div id="root"></div><noscript>Enable JavaScript.</noscript><script src="app.js"></script>';
    await assert.rejects(readPage(page), {
      code: 'DOCUMENT_UNREADABLE',
      message: /its text is made by scripts.+save the page as shown/,
    });
  });

  it('that shows others in frames is refused and says so', async () => {
    const page =
      '<!doctype html><title>F</title><frameset cols="20%,80%"><frame src="a.html"><frame src="b.html"></frameset>';
    await assert.rejects(readPage(page), { code: 'DOCUMENT_UNREADABLE', message: /in frames; save these pages/ });
  });

  it('is not what a short page is, even with a script', async () => {
    assert.match(await textOf('<h1>Hours</h1><p>Daily 9–18.</p><script>count()</script>'), /Daily 9–18\./);
  });
});
