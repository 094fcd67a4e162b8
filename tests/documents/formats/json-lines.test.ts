import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { placeOf, readBytes, readSample, refusalOf } from './read-format.ts';

const line = (entry: object) => `${JSON.stringify(entry)}\n`;

describe('readJsonLines', () => {
  it('has a heading for each line, its paragraphs and its address', async () => {
    const document = await readBytes(
      'site.jsonl',
      line({ title: 'Часы', text: 'Открыто с семи.\n\nЗимой закрыто.', url: 'https://example.org/hours' }) +
        line({ text: 'Без заголовка.' }),
    );
    assert.equal(
      document.text,
      '# Часы\n\nОткрыто с семи.\n\nЗимой закрыто.\n\nhttps://example.org/hours\n\n# № 2\n\nБез заголовка.',
    );
    assert.equal(placeOf(document, 'Зимой').heading, 'Часы');
  });

  it('reads what pandas writes, with letters as escapes', async () => {
    const document = await readSample('site.pandas.jsonl');
    assert.match(
      document.text,
      /^# Часы работы\n\nСтанция открыта с семи утра до девяти вечера\.\n\nЗимой она закрыта\.\n/,
    );
    assert.equal(placeOf(document, '“early birds”').heading, 'Prices');
  });

  it('says which lines are no such objects', async () => {
    const { omissions } = await readBytes(
      'a.ndjson',
      `${line({ title: 'Цены', text: 'Каноэ: 400 ₽.' })}не JSON\n{"title": 5}`,
    );
    assert.deepEqual(omissions, [{ kind: 'parts-not-read', count: 2, of: 3, places: [2, 3] }]);
  });

  it('refuses other and empty files', async () => {
    assert.match(await refusalOf('a.jsonl', '{"name": "x"}\n'), /none of its lines/);
    assert.match(await refusalOf('a.jsonl', '\n\n'), /it is empty/);
  });
});
