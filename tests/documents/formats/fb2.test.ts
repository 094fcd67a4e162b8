import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { strToU8, zipSync } from 'fflate';
import { documentIdOf } from '../../../src/documents/read-documents.ts';
import { placeOf, readBytes, readSample, refusalOf, tableLines } from './read-format.ts';

const BOOK = `<?xml version="1.0" encoding="windows-1251"?>
<FictionBook xmlns="http://www.gribuser.ru/xml/fictionbook/2.0" xmlns:l="http://www.w3.org/1999/xlink">
<description><title-info><book-title>Записки лодочника</book-title></title-info></description>
<body><title><p>Записки лодочника</p></title>
<section><title><p>Глава первая</p><p>Весна</p></title>
<p>Лёд сошёл<a l:href="#n1" type="note">[1]</a> рано; вода&nbsp;поднялась на 10<sup>2</sup> см.</p>
<poem><stanza><v>Плыви, мой чёлн,</v><v>по воле волн.</v></stanza></poem>
<subtitle>Починка</subtitle><p>Смолили днища.</p>
<table><tr><th>Лодка</th><th>Дней</th></tr><tr><td>Ялик</td><td>3</td></tr></table></section></body>
<body name="notes"><section id="n1"><title><p>1</p></title><p>В марте.</p></section></body>
<binary id="i">AAAA</binary></FictionBook>`;

describe('readFb2', () => {
  it('reads sections, verses, tables, and notes at their marks', async () => {
    const document = await readBytes('a.fb2', BOOK.replace('windows-1251', 'utf-8'));
    assert.equal(document.title, 'Записки лодочника');
    assert.match(
      document.text,
      /Лёд сошёл\[1\] рано; вода поднялась на 10² см\.\n\n\[1\] В марте\.\n\nПлыви, мой чёлн,\nпо воле волн\.\n/,
    );
    assert.equal(placeOf(document, 'Смолили').heading, 'Глава первая Весна › Починка');
    assert.deepEqual(tableLines(document), ['# Лодка | Дней', 'Ялик | 3']);
  });

  it('decodes by its declaration, also in a zip archive', async () => {
    const bytes = Uint8Array.from([...BOOK], (letter) => {
      const code = letter.charCodeAt(0);
      return code === 0x451 ? 0xb8 : code >= 0x410 && code <= 0x44f ? code - 0x350 : code;
    });
    for (const [name, file] of [
      ['a.fb2', bytes],
      ['a.fb2.zip', zipSync({ 'book.fb2': bytes })],
    ] as const) {
      assert.match((await readBytes(name, file)).text, /Лёд сошёл\[1\] рано/);
    }
    assert.equal(documentIdOf('a.fb2.zip'), 'a');
  });

  it('reads what pandoc writes', async () => {
    assert.match((await readSample('statute.pandoc.fb2')).text, /\n3\. Третий\n/);
  });

  it('refuses damaged and empty files', async () => {
    assert.match(await refusalOf('a.fb2', BOOK.slice(0, 700)), /it is damaged \(.*unclosed tag/);
    assert.match(await refusalOf('a.fb2', '<FictionBook/>'), /it is empty/);
    assert.match(await refusalOf('a.fb2', '<html/>'), /no FictionBook/);
    assert.match(await refusalOf('a.fb2.zip', zipSync({ 'a.txt': strToU8('x') })), /no \.fb2 inside/);
  });
});
