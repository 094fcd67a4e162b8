import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { placeOf, readBytes, readSample, refusalOf, tableLines } from './read-format.ts';

/* The samples are made by the email package of Python and by nodemailer, the latter with a page as Gmail writes it. */

describe('readEml', () => {
  it('has the subject as the title, who wrote to whom and when, and forwarded messages under their subjects', async () => {
    const document = await readSample('hire.python.eml');
    assert.equal(document.title, 'Аренда лодок на май');
    assert.match(
      document.text,
      /^# Аренда лодок на май\n\nОт: Анна Лосева <anna@example\.org>\nКому: Касса <desk@example\.org>\nДата: 5 марта 2024 г\.,? (?:в )?14:30 \(UTC\+03:00\)\n/,
    );
    assert.equal(placeOf(document, 'три каноэ').heading, null);
    assert.equal(placeOf(document, 'Каноэ стоит').heading, 'Прайс');
  });

  it('names attachments as not read', async () => {
    const { omissions } = await readSample('hire.python.eml');
    assert.deepEqual(omissions, [{ kind: 'parts-not-read', count: 1, places: ['счёт № 7.csv'] }]);
  });

  it('reads the page of a message, not its plain twin', async () => {
    const document = await readSample('hours.python.eml');
    assert.match(document.text, /We open at seven\./);
    assert.match(document.text, /Canoe \| 400/);
    assert.doesNotMatch(document.text, /Plain twin/);
  });

  it('reads a reply with the message that it quotes, and a table', async () => {
    const document = await readSample('reply.nodemailer.eml');
    assert.match(
      document.text,
      /\nКопия: Bob <bob@example\.org>\n.+\n\nЗдравствуйте, Анна!\n\nВ выходные каноэ стоит 520 ₽ за час, на два дня нужен залог 3 000 ₽:\n/,
    );
    assert.match(document.text, /\n\nвт, 5 мар\. 2024 г\. в 14:30, .+:\n\nСколько стоит каноэ в выходные\?$/);
    assert.deepEqual(tableLines(document), ['# День | Цена', 'Суббота | 520 ₽', 'Воскресенье | 540 ₽']);
    assert.match(document.title, /^Re: Сколько стоит каноэ .+ на два дня$/);
  });

  it('decodes headers and text in windows-1251', async () => {
    const bytes = Buffer.concat([
      Buffer.from(
        'From: =?windows-1251?B?0fLu8O7m?= <guard@example.org>\r\nContent-Type: text/plain; charset=windows-1251\r\n\r\n',
      ),
      Buffer.from([0xca, 0xeb, 0xfe, 0xf7, 0xe8]),
    ]);
    const { text } = await readBytes('keys.eml', bytes);
    assert.match(text, /Сторож <guard@example\.org>\n\nКлючи$/);
  });

  it('refuses what is no message, and an empty file', async () => {
    assert.match(await refusalOf('a.eml', 'просто текст'), /no sender, date or subject/);
    assert.match(await refusalOf('a.eml', ''), /it is empty/);
  });
});
