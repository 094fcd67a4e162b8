import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createTally } from '../../src/indexing/indexing-report.ts';
import type { Omission } from '../../src/protocol/document-blocks.ts';
import { documentOf } from '../support/document-of.ts';

describe('the report of indexing', () => {
  it('has the documents that were read now and not whole', () => {
    const plan = { toRead: [], unchanged: 1, removedIds: [], deletedFiles: [], withoutFile: [], problems: [] };
    const { report, countBatch } = createTally(plan);
    const omissions: Omission[] = [{ kind: 'formulas-not-read', count: 3 }];
    const analysis = { paragraphs: [], texts: new Map() };
    const documents = [documentOf('Whole.'), documentOf('Not whole.', { id: 'part', omissions })].map((document) => ({
      ...{ document, analysis },
    }));
    const counts = { paragraphs: 2, added: 2, changed: 0, unchanged: 0, files: 2 };
    countBatch({ documents, problems: [], sources: new Map(), ...counts });
    assert.deepEqual(report.incomplete, [{ documentId: 'part', omissions }]);
    assert.equal(report.added, 2);
  });
});
