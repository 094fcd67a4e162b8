import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createComparisonSelector } from '../../../src/answering/comparison/select-comparison.ts';
import { askLibrary } from '../structure/ask-library.ts';

const FERRY = `# Timetable of the ferry

A day ticket for the ferry costs 12 crowns.

A season ticket for the ferry costs 140 crowns.

Dogs travel free of charge on the lower deck.

Bicycles are taken on board until the deck is full.`;
const MUSEUM = `# Устав музея лодок

Музей открыт с мая по сентябрь.

Экскурсии ведёт хранитель музея.`;

describe('a question that compares', () => {
  const ask = askLibrary({ 'ferry.md': FERRY, 'museum.md': MUSEUM }, createComparisonSelector);

  it('is answered with what is said of each side, under its name', async () => {
    const { citations, text } = await ask('Compare the day ticket and the season ticket');
    assert.deepEqual(
      citations.map(({ quote }) => quote),
      ['A day ticket for the ferry costs 12 crowns.', 'A season ticket for the ferry costs 140 crowns.'],
    );
    assert.match(text, /^(?:.*\n)?day ticket:\n“A day[^\n]+\nseason ticket:\n“A season/);
  });

  it('is answered with the outlines of two documents', async () => {
    const { citations, confidence } = await ask('Сравни устав музея лодок и ferry');
    assert.equal(confidence, 1);
    assert.deepEqual(new Set(citations.map(({ documentId }) => documentId)), new Set(['museum', 'ferry']));
  });
});
