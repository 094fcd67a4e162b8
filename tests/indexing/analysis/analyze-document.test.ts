import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Block } from '../../../src/documents/canonical-text/blocks.ts';
import { composeText } from '../../../src/documents/canonical-text/compose-text.ts';
import { analyzeDocument } from '../../../src/indexing/analysis/analyze-document.ts';
import { documentOf } from '../../support/document-of.ts';

/** The texts that the paragraphs of a document are embedded as. */
async function embeddedTexts(blocks: Block[]): Promise<string[]> {
  const composed = composeText(blocks, { title: null });
  const { paragraphs, texts } = await analyzeDocument(documentOf('', composed));
  return paragraphs.map(({ embeddingHash }) => texts.get(embeddingHash)!);
}

const rowsOf = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    isHeader: index === 0,
    cells:
      index === 0 ? [{ text: 'Лампа' }, { text: 'Люмены' }] : [{ text: `Lamp ${index}` }, { text: `${index * 7}` }],
  }));
const listOf = (text: string): Block => ({
  ...{ kind: 'list', page: null },
  items: ['а)', 'б)'].map((marker) => ({ marker, depth: 0, text })),
});

describe('what a paragraph is searched by', () => {
  it('has the caption and header of its table, in every part of a divided one', async () => {
    const texts = await embeddedTexts([
      { kind: 'heading', level: 1, text: 'Свет', page: null },
      { kind: 'table', caption: 'Lamps of the pier', page: null, rows: rowsOf(100) },
    ]);
    assert.ok(texts.length > 2, 'the table is not divided');
    for (const text of texts) assert.match(text, /^Свет\nLamps of the pier\s(?:Лампа \| Люмены)\sLamp \d+ \| \d+/);
    for (const text of texts) assert.equal(text.split('Люмены').length, 2);
  });

  it('has what leads into a divided list, and nothing more of one that is whole', async () => {
    const leading: Block = { kind: 'paragraph', text: 'В оплату входит:', page: null };
    const divided = await embeddedTexts([leading, listOf('слово '.repeat(50))]);
    assert.deepEqual(
      divided.map((text) => text.slice(0, 19)),
      ['В оплату входит:', 'В оплату входит:\nа)', 'В оплату входит:\nб)'],
    );
    assert.deepEqual(await embeddedTexts([leading, listOf('вёсла')]), ['В оплату входит:', 'а) вёсла б) вёсла']);
    assert.deepEqual(await embeddedTexts([{ kind: 'table', page: null, rows: rowsOf(2) }]), [
      'Лампа | Люмены Lamp 1 | 7',
    ]);
  });

  it('has its vector under the same hash in every version, so that nothing is embedded again', async () => {
    const composed = composeText([{ kind: 'paragraph', text: 'Чай.', page: null }], { title: null });
    const { paragraphs } = await analyzeDocument(documentOf('', composed));
    assert.deepEqual(
      paragraphs.map(({ embeddingHash }) => embeddingHash),
      ['ySxErXru9Xj4bIi7o2_qSLG5ynB_JhInuyt0Elt4ghA'],
    );
  });
});
