import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { documentDetailsIn } from '../../../../src/answering/model/prompt/document-details.ts';
import type { Document } from '../../../../src/documents/document.ts';

/** The details of a document with these fields, in a store of which nothing else is read. */
async function detailsOf(known: Pick<Document, 'title' | 'act' | 'date'>): Promise<string | null> {
  const store = { generation: async () => 1, document: async () => known as Document };
  return documentDetailsIn(store)('lease');
}

const act = { kind: 'lease', number: '118-П' };

describe('documentDetailsIn', () => {
  it('gives the number and the date of a document', async () => {
    const date = '2024-11-28';
    assert.equal(await detailsOf({ title: 'Office lease', act, date }), '№ 118-П · 2024-11-28');
    assert.equal(await detailsOf({ title: 'Договор аренды', act: null, date }), '2024-11-28');
  });

  it('leaves out what the title says already, in whatever words', async () => {
    const date = '2024-11-28';
    assert.equal(await detailsOf({ title: 'Lease 118-П of 28 November 2024', act, date }), null);
    assert.equal(await detailsOf({ title: 'Приказ от 28.11.2024 № 118-П', act, date }), null);
    assert.equal(await detailsOf({ title: 'Отчёт за 2024 год', act: null, date }), '2024-11-28');
    assert.equal(await detailsOf({ title: 'Notes', act: null, date: null }), null);
  });

  it('reads a document once while the index is the same', async () => {
    let [reads, generation] = [0, 1];
    const document = async () => {
      reads += 1;
      return { title: 'Notes', act: null, date: '2024-11-28' } as unknown as Document;
    };
    const read = documentDetailsIn({ generation: async () => generation, document });
    await read('notes');
    await read('notes');
    assert.equal(reads, 1);
    generation = 2;
    await read('notes');
    assert.equal(reads, 2);
  });
});
