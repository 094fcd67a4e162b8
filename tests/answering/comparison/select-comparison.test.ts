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

const HARBOUR = `# Порядок отпусков в гавани «Тихий берег»

## Ежегодный отпуск

Продолжительность ежегодного оплачиваемого отпуска — 31 календарный день.

## Больничный

О болезни сообщают в первый день до 10:00.`;
const QUARRY = `# Порядок отпусков в карьере «Каменное поле»

## Ежегодный отпуск

Ежегодный отпуск длится 28 дней.`;
const MILLBROOK = `# Millbrook rules for staff

## Illness

A certificate is required for sick leave of more than two days.`;
const STONEFIELD = `# Stonefield staff handbook

## Holidays

Full-time employees have 26 days of paid holiday a year.

## Sick leave

Tell the harbour master of sick leave before 9:30 on the first day.`;

describe('a question that compares', () => {
  const ask = askLibrary(
    {
      'ferry.md': FERRY,
      'museum.md': MUSEUM,
      'harbour.md': HARBOUR,
      'stonefield.md': STONEFIELD,
      'millbrook.md': MILLBROOK,
      'quarry.md': QUARRY,
    },
    createComparisonSelector,
  );

  it('is answered with what is said of each side, under its name', async () => {
    const { citations, text } = await ask('Compare the day ticket and the season ticket');
    assert.deepEqual(
      citations.map(({ quote }) => quote),
      ['A day ticket for the ferry costs 12 crowns.', 'A season ticket for the ferry costs 140 crowns.'],
    );
    assert.match(text, /^(?:.*\n)?day ticket:\n“A day[^\n]+\nseason ticket:\n“A season/);
  });

  it('is answered from the document that each side names', async () => {
    const russian = await ask('Сравни отпуск в Тихом береге и в Каменном поле');
    assert.match(
      russian.text,
      /отпуск в Тихом береге:\n«Продол[^\n]+\nотпуск в Каменном поле:\n«Ежегодный отпуск длится/,
    );
    const english = await ask('Compare sick leave in Stonefield and in Millbrook');
    assert.match(english.text, /sick leave in Stonefield:\n“Tell the[^\n]+\nsick leave in Millbrook:\n“A certificate/);
  });

  it('is answered with the outlines of two documents', async () => {
    const { citations, confidence } = await ask('Сравни устав музея лодок и ferry');
    assert.equal(confidence, 1);
    assert.deepEqual(new Set(citations.map(({ documentId }) => documentId)), new Set(['museum', 'ferry']));
  });
});
