import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readMarkdown, readPlainText } from '../../../../src/documents/formats/text/read-text.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const textOf = (text: string) => readPlainText(bytesOf(text)).text;

describe('readPlainText', () => {
  it('removes a byte order mark', () => {
    assert.equal(textOf('\ufeffТекст'), 'Текст');
  });

  it('turns CRLF into LF', () => {
    const { text, paragraphs } = readPlainText(bytesOf('Один\r\nи ещё\r\n\r\nДва\r\n'));
    assert.equal(text, 'Один\nи ещё\n\nДва\n');
    assert.equal(paragraphs.length, 2);
  });

  it('composes letters and their marks (NFC)', () => {
    const decomposed = 'Ёжик йод café'.normalize('NFD');
    assert.notEqual(decomposed, 'Ёжик йод café');
    assert.equal(textOf(decomposed), 'Ёжик йод café');
  });

  it('changes nothing else', () => {
    const text = '\fСтрока  с пробелами\u00a0и «ﬁ» \u00ad½\t\n\n — №5…\n';
    assert.equal(textOf(text), text);
  });

  it('uses a short first paragraph as the title', () => {
    assert.equal(readPlainText(bytesOf('Устав\nмузея\n\nМузей открыт.')).title, 'Устав музея');
  });

  it('has no title when the first paragraph is long or the only one', () => {
    assert.equal(readPlainText(bytesOf(`${'слово '.repeat(60)}\n\nещё`)).title, null);
    assert.equal(readPlainText(bytesOf('Всего одна строка.')).title, null);
  });

  for (const [name, bytes] of [
    ['UTF-16', Buffer.from('\ufeffТекст сада', 'utf16le')],
    ['Windows-1251', Uint8Array.of(0xd2, 0xe5, 0xea, 0xf1, 0xf2, 0x20, 0xf1, 0xe0, 0xe4, 0xe0)],
  ] as const) {
    it(`reads ${name}`, () => {
      assert.equal(readPlainText(bytes).text, 'Текст сада');
    });
  }
});

describe('readMarkdown', () => {
  it('uses the first heading as the title, without its marks', () => {
    assert.equal(readMarkdown(bytesOf('Вступление.\n\n## Правила музея ##\n\n# Другое')).title, 'Правила музея');
  });

  it('has no title without a heading', () => {
    assert.equal(readMarkdown(bytesOf('Просто текст.\n\nИ ещё.')).title, null);
  });

  it('does not read a comment in a code fence as a heading', () => {
    assert.equal(readMarkdown(bytesOf('```sh\n# install\nnpm ci\n```\n\n# Установка\n')).title, 'Установка');
  });

  it('keeps code fences whole', () => {
    assert.equal(readMarkdown(bytesOf('# Код\n\n```\na\n\nb\n```\n')).paragraphs.length, 1);
  });
});
