import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { documentsInFocus } from '../../src/retrieval/documents-in-focus.ts';
import { DOCUMENTS } from '../answering/follow-up/documents.ts';
import { paragraphOf } from '../answering/found.ts';
import { indexDeclaration } from '../answering/indexed-declaration.ts';
import { temporaryDirectory, writeFiles } from '../support/temporary-directory.ts';

describe('documentsInFocus', () => {
  it('names the documents whose paragraphs have a quote, however they are broken into lines', () => {
    const text = 'Tea is served\nat five.';
    const paragraph = paragraphOf(text, text);
    assert.deepEqual([...documentsInFocus([paragraph], ['Tea is served at five.'])], [paragraph.documentId]);
    assert.deepEqual([...documentsInFocus([paragraph], ['Coffee.'])], []);
    assert.deepEqual([...documentsInFocus([paragraph], [])], []);
  });

  it('puts them first where several documents say what is asked', async () => {
    const { search } = await indexDeclaration(writeFiles(temporaryDirectory(), DOCUMENTS));
    for (const [quote, documentId] of [
      ['1.1. Тренер принимается на работу с испытательным сроком два месяца.', 'coach-contract'],
      ['1.1. Арендная плата за зал составляет 85 000 рублей в месяц.', 'hall-lease'],
    ] as const) {
      const answered = { quotes: [quote], newTerms: null };
      const { paragraphs } = await search({ question: 'Какой срок предупреждения?', context: [], answered });
      assert.equal(paragraphs[0]?.paragraph.documentId, documentId);
    }
  });
});
