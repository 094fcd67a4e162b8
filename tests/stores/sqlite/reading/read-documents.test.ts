import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openDatabase, openReader } from '../../../../src/stores/sqlite/connection/database.ts';
import { openSqliteStore } from '../../../../src/stores/sqlite/paragraph-store.ts';
import { readDocuments } from '../../../../src/stores/sqlite/reading/read-documents.ts';
import { prepareStatements } from '../../../../src/stores/sqlite/reading/statements.ts';
import { assertAbove } from '../../../support/assertions.ts';
import { storeDocuments } from '../../../support/index-update.ts';
import { temporaryDirectory } from '../../../support/temporary-directory.ts';

const directory = temporaryDirectory();
const PARAGRAPHS = 4500;

describe('reading a long document', () => {
  it('is done in pieces, and again where another process writes between them', async () => {
    const store = openSqliteStore(directory);
    const paragraphs = Array.from({ length: PARAGRAPHS }, (_, index) => ({
      text: `Boat ${index}.`,
      terms: { boat: 1 },
    }));
    const { documents } = await storeDocuments(store, { boats: paragraphs });
    await store.close();
    const reader = openReader(directory);
    const writer = openDatabase(directory);
    const sql = prepareStatements(reader);
    const read: number[] = [];
    let afterPiece = () => {};
    const all = (bounds: { first: number; last: number }) => {
      const rows = sql.places.all(bounds);
      read.push(rows.length);
      afterPiece();
      return rows;
    };
    const reading = readDocuments(reader, { ...sql, places: Object.assign(Object.create(sql.places), { all }) });

    assert.deepEqual(await reading.document('boats'), documents[0]!.document);
    assertAbove(read.length, 1);
    assert.equal(
      read.reduce((sum, count) => sum + count),
      PARAGRAPHS,
    );

    afterPiece = () => {
      afterPiece = () => {};
      writer.exec("UPDATE paragraphs SET page = 7; UPDATE documents SET title = 'Other boats'");
    };
    const found = await reading.document('boats');
    assert.equal(found?.title, 'Other boats');
    assert.deepEqual(new Set(found.paragraphs.map(({ page }) => page)), new Set([7]));
    for (const database of [reader, writer]) database.close();
  });
});
