import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readRobotsRules } from '../../../src/library/sites/robots-rules.ts';

const allows = (text: string, path: string) => readRobotsRules(text).isAllowed(path);

describe('the rules of a robots.txt', () => {
  it('are those of the groups that name this program, else those for every one', () => {
    const text = `User-agent: *\nDisallow: /all\n\nUser-agent: other\nDisallow: /\n\nUser-Agent: PILCROW/1.0\nDisallow: /own # ours\n`;
    assert.deepEqual(
      ['/all', '/own', '/own/deep', '/else'].map((path) => allows(text, path)),
      [true, false, false, true],
    );
    assert.deepEqual(
      ['/all', '/own'].map((path) => allows('User-agent: *\nDisallow: /all\n', path)),
      [false, true],
    );
  });

  it('are those of several names in a row, and of all groups of one name', () => {
    const text =
      'user-agent: other\nuser-agent: pilcrow\ndisallow: /a\nuser-agent: x\ndisallow: /x\nuser-agent: pilcrow\ndisallow: /b';
    assert.deepEqual(
      ['/a', '/b', '/x'].map((path) => allows(text, path)),
      [false, false, true],
    );
  });

  it('are decided by the longest pattern that fits, and by permission where two are as long', () => {
    const text =
      'user-agent: *\nallow: /p\ndisallow: /\nallow: /page\ndisallow: /page.htm\ndisallow: /same\nallow: /same';
    assert.deepEqual(
      ['/page', '/page.htm', '/pretty', '/other', '/same'].map((path) => allows(text, path)),
      [true, false, true, false, true],
    );
  });

  it('have wildcards, and the end of a path', () => {
    for (const [pattern, path, isDisallowed] of [
      ['/*.pdf$', '/a/b.pdf', true],
      ['/*.pdf$', '/a/b.pdf?x', false],
      ['/*.pdf$', '/a.pdf/b.pdf', true],
      ['/a*b*c', '/a1b2c3', true],
      ['/a*b*c', '/a1c2b3', false],
      ['/fish*', '/fish', true],
      ['/$', '/', true],
      ['/$', '/a', false],
      ['/a$b', '/a$b', true],
      ['*', '/anything', true],
      ['*/private/', '/x/private/y', true],
      ['/*?', '/a?b', true],
      ['/a*a$', '/a', false],
    ] as const) {
      assert.equal(!allows(`user-agent: *\ndisallow: ${pattern}`, path), isDisallowed, `${pattern} ${path}`);
    }
  });

  it('are compared however the signs of a path are encoded', () => {
    assert.equal(allows('user-agent: *\ndisallow: /чай', '/%d1%87%d0%b0%d0%b9/1'), false);
    assert.equal(allows('user-agent: *\ndisallow: /%d1%87ай', '/%D1%87%D0%B0%D0%B9'), false);
    assert.equal(allows('user-agent: *\ndisallow: /%7Euser', '/~user'), false);
    assert.equal(allows('user-agent: *\ndisallow: /a%2Fb', '/a/b'), true);
  });

  it('are none in a file that is empty, or something else', () => {
    for (const text of ['', '<html>404</html>', 'disallow: /', 'user-agent: *\ndisallow:', '\ufeff\r\n#\n:::']) {
      assert.equal(allows(text, '/'), true, text);
    }
    assert.equal(allows('\ufeffUser-agent : *\rDisallow :/', '/'), false);
  });

  it('may ask for a delay, within reason', () => {
    const delayOf = (value: string) => readRobotsRules(`user-agent: *\ncrawl-delay: ${value}`).delayMs;
    assert.deepEqual(['2', '0.5', '86400', '-1', 'x'].map(delayOf), [2000, 500, 30_000, 0, 0]);
  });

  it('take a time that grows with the file and the path, whatever they are', () => {
    const text = `user-agent: *\ndisallow: /${'*a'.repeat(100_000)}$`;
    assert.equal(allows(text, `/${'a'.repeat(100_000)}b`), true);
  });
});
