import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { selectDocuments } from '../../src/retrieval/select-documents.ts';

const DOCUMENTS = [
  { id: 'устав', tags: ['Право', 'общество'] },
  { id: 'договор', tags: ['право'] },
  { id: 'guide', tags: [] },
];
const select = (selection: Parameters<typeof selectDocuments>[0]) => selectDocuments(selection, async () => DOCUMENTS);

describe('selectDocuments', () => {
  it('selects all documents without a filter, without reading the store', async () => {
    const refuse = () => assert.fail('the store was read');
    assert.equal(await selectDocuments({}, refuse), undefined);
    assert.equal(await selectDocuments({ documentIds: undefined, tags: undefined }, refuse), undefined);
  });

  it('selects by id, by tag whatever its case, and by both', async () => {
    assert.deepEqual(await select({ documentIds: ['guide'] }), ['guide']);
    assert.deepEqual(await select({ tags: ['ПРАВО'] }), ['устав', 'договор']);
    assert.deepEqual(await select({ tags: ['общество', 'право'] }), ['устав', 'договор']);
    assert.deepEqual(await select({ documentIds: ['guide', 'договор'], tags: ['право'] }), ['договор']);
    assert.deepEqual(await select({ documentIds: ['guide'], tags: ['право'] }), []);
    assert.deepEqual(await select({ tags: [] }), []);
  });

  it('names unknown ids and tags', async () => {
    await assert.rejects(select({ documentIds: ['нет'] }), { code: 'DOCUMENT_UNKNOWN' });
    await assert.rejects(select({ tags: ['право', 'медицина'] }), {
      code: 'TAG_UNKNOWN',
      message:
        'Cannot answer from documents tagged "медицина": no document has this tag; there are "Право", "общество"',
    });
    await assert.rejects(
      selectDocuments({ tags: ['a'] }, async () => []),
      { message: /none has a tag yet$/ },
    );
  });
});
