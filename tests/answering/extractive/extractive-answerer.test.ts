import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createExtractiveAnswerer } from '../../../src/answering/extractive/extractive-answerer.ts';
import { foundOf, paragraphOf, quoteOf, rankedOf } from '../found.ts';

const DOCUMENT = 'Green tea is steeped at 80 degrees. Black tea is boiled.';
const paragraph = paragraphOf(DOCUMENT, DOCUMENT);

describe('createExtractiveAnswerer', () => {
  it('answers with the quotes selected from what was found, each with its citation', async () => {
    const found = foundOf({ question: 'How is green tea steeped?', paragraphs: [rankedOf(paragraph, {})] });
    const answerer = createExtractiveAnswerer({
      selectQuotes: async (given) => {
        assert.equal(given, found);
        return {
          kind: 'answered',
          confidence: 0.9,
          reason: null,
          quotes: [quoteOf(paragraph, 'Green tea is steeped at 80 degrees.')],
        };
      },
      canonicalText: async () => DOCUMENT,
      search: async () => found,
    });
    const start = { id: 'answer', conversationId: 'conversation', language: 'en' } as const;
    const events = [];
    for await (const event of answerer.answer(found, { question: { message: '' }, start, paragraphs: [] })) {
      events.push(event);
    }
    assert.deepEqual(
      events.map(({ event }) => event),
      ['text-delta', 'citation-added', 'answer-end'],
    );
    const end = events.at(-1);
    assert.ok(end?.event === 'answer-end', 'the last event is the answer');
    assert.equal(end.data.text, '“Green tea is steeped at 80 degrees.” [1]');
  });
});
