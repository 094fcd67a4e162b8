import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { DocumentText } from '../../../../src/protocol/documents.ts';
import { type TextPositions, textPositionsSchema } from '../../../../src/protocol/text-positions.ts';
import { linesFrom, makePdf } from '../../../documents/formats/pdf/make-pdf.ts';
import { formOf, serveDocuments } from '../../../support/serve-documents.ts';

const documents = serveDocuments({ 'rules.txt': 'The hall is open until nine.' });
const positionsOf = (id: string, query: string) => documents.call(`/api/documents/${id}/positions?${query}`);
const QUOTE = 'boats are washed ashore in autumn';

describe('GET /api/documents/:id/positions', { timeout: 60_000 }, () => {
  let text: string;
  before(async () => {
    const pages = [
      ['The mooring is open from April to October.', 'It has forty berths.'],
      ['All boats are washed ashore in autumn.', 'Nobody sleeps on board.'],
    ].map((lines) => ({ texts: linesFrom(700, lines) }));
    const made = await documents.call('/api/documents', {
      method: 'POST',
      body: formOf({ 'mooring.pdf': makePdf(pages) }),
    });
    assert.equal(made.status, 201, await made.text());
    text = ((await (await documents.call('/api/documents/mooring')).json()) as DocumentText).text;
  });

  it('gives the page of a quote and a rectangle over its words', async () => {
    const start = text.indexOf(QUOTE);
    const response = await positionsOf('mooring', `start=${start}&end=${start + QUOTE.length}`);
    assert.equal(response.status, 200);
    const { pages } = textPositionsSchema.parse(await response.json()) as TextPositions;
    const [{ rectangles, ...page }] = pages as [TextPositions['pages'][number]];
    assert.deepEqual(page, { page: 2, width: 595, height: 842 });
    assert.equal(rectangles.length, 1);
    const [{ left, top, width, height }] = rectangles as [TextPositions['pages'][number]['rectangles'][number]];
    // Helvetica of 11 points: "All " is 15.3 wide, the quote 174.9.
    assert.ok(Math.abs(left - 75.3) < 4, `left is ${left}`);
    assert.ok(Math.abs(width - 174.9) < 8, `width is ${width}`);
    const baseline = 842 - 700;
    assert.ok(top < baseline - 8 && top + height > baseline + 1 && height < 16, `from ${top}, ${height} high`);
  });

  it('gives no pages for a text without any', async () => {
    assert.deepEqual(await (await positionsOf('rules', 'start=0&end=5')).json(), { start: 0, end: 5, pages: [] });
  });

  it('refuses offsets that are none, and documents that are not there', async () => {
    for (const query of ['', 'start=3', 'start=5&end=5', 'start=-1&end=4', 'start=1&end=x']) {
      assert.equal((await positionsOf('mooring', query)).status, 400, query);
    }
    assert.equal((await positionsOf('none', 'start=0&end=1')).status, 404);
  });
});
