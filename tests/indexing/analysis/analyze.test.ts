import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Block } from '../../../src/documents/canonical-text/blocks.ts';
import { composeText } from '../../../src/documents/canonical-text/compose-text.ts';
import { analyze } from '../../../src/indexing/analysis/analyze.ts';
import { analyzeDocument } from '../../../src/indexing/analysis/analyze-document.ts';
import { documentOf } from '../../support/document-of.ts';

const documentWith = (count: number) => {
  const blocks = Array.from({ length: count }, (_, index): Block => {
    return index % 40 === 0
      ? { kind: 'heading', level: 1, text: `Причал ${index}`, page: null }
      : {
          kind: 'paragraph',
          text: `Лодку ${index} отвязывает сторож причала, 5 мая, за 300 рублей в час.`,
          page: null,
        };
  });
  return documentOf('', composeText(blocks, { title: null }));
};
const long = documentWith(400);

describe('the analysis of a long document, in a thread of its own', () => {
  it('is the same as in this thread', async () => {
    assert.ok(long.text.length > 20_000, `of ${long.text.length} code units`);
    assert.deepEqual(await analyze(long, 'pier.txt'), await analyzeDocument(long));
  });

  it('ends where it takes too long, with the name of the file and what to do, and the next document is analysed', async () => {
    await assert.rejects(analyze(documentWith(12_000), 'pier.txt', { wholeMs: 0, stuckMs: 0 }), {
      code: 'DOCUMENT_UNREADABLE',
      message: /^Cannot read "pier\.txt": it takes longer than .* seconds to read; .*split it/,
    });
    assert.equal((await analyze(long, 'pier.txt')).paragraphs.length, long.paragraphs.length);
  });

  it('is waited for by another one', async () => {
    const [first, second] = await Promise.all([analyze(long, 'a.txt'), analyze(long, 'b.txt')]);
    assert.deepEqual(first, second);
  });
});
