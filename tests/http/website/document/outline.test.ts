import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { splitParagraphs } from '../../../../src/documents/canonical-text/split-paragraphs.ts';
import { findHeadings } from '../../../../src/documents/structure/find-headings.ts';
import { outlineOf } from '../../../../src/http/website/document/outline.ts';

const PROSE = {
  ru: 'Стороны договорились о том, что всё сказанное ниже имеет силу с того дня, когда договор подписан обеими сторонами.',
  en: 'The parties have agreed that everything said below has force from the day on which both of them sign the contract.',
};

function outline(...paragraphs: string[]): string[] {
  const text = paragraphs.join('\n\n');
  const document = { text, paragraphs: splitParagraphs(text) };
  return outlineOf(document, findHeadings(document)).map(
    ({ paragraph, label, level }) => `${paragraph} ${'>'.repeat(level - 1)}${label}`,
  );
}

describe('outline', () => {
  it('lists Markdown headings with their levels, also those with text below in one paragraph', () => {
    assert.deepEqual(outline('# Договор', PROSE.ru, '## Предмет ##', PROSE.ru, `### Срок\n${PROSE.ru}`), [
      '1 Договор',
      '3 >Предмет',
      '5 >>Срок',
    ]);
  });

  it('lists chapters, articles and sections by their names, in Russian and English', () => {
    assert.deepEqual(
      outline('Глава 1', 'Общие положения', 'Статья 1. Основные понятия', PROSE.ru, 'Глава II.', PROSE.ru),
      ['1 Глава 1. Общие положения', '3 >Статья 1. Основные понятия', '5 Глава II.'],
    );
    assert.deepEqual(outline('Chapter 1', PROSE.en, 'Section 2.1: Terms', PROSE.en, 'Section 2.2', PROSE.en), [
      '1 Chapter 1',
      '3 >Section 2.1: Terms',
      '5 >Section 2.2',
    ]);
  });

  it('does not read a sentence that begins with such a name as a heading', () => {
    const listed = outline('Статья 5 устанавливает порядок.', 'Статья 6 его отменяет.', 'Section 5 sets the order.');
    assert.deepEqual(listed, [
      '1 Статья 5 устанавливает порядок.',
      '2 Статья 6 его отменяет.',
      '3 Section 5 sets the order.',
    ]);
    assert.deepEqual(findHeadings({ text: listed[0]!, paragraphs: splitParagraphs(listed[0]!) }), []);
  });

  it('lists short lines before prose when there are no other headings, and never the signature block', () => {
    assert.deepEqual(
      outline(
        'Договор',
        'Предмет',
        PROSE.ru,
        'Срок',
        PROSE.ru,
        'За Заказчика  За Исполнителя',
        'город Казань',
        '1 мая 2024 года',
      ),
      ['2 Предмет', '4 Срок'],
    );
    assert.deepEqual(outline('Contract', 'Subject', PROSE.en, 'Term', PROSE.en, 'Kazan'), ['2 Subject', '4 Term']);
  });

  it('lists paragraphs by their opening words, cut at a word, when there are no headings', () => {
    assert.deepEqual(outline(PROSE.ru, PROSE.en), [
      '1 Стороны договорились о том, что всё сказанное…',
      '2 The parties have agreed that everything said…',
    ]);
    assert.deepEqual(outline('Мы, члены Совета коллективной безопасности собрания о дружбе'), [
      '1 Мы, члены Совета коллективной безопасности…',
    ]);
    assert.deepEqual(outline('слово'.repeat(20)), [`1 ${'слово'.repeat(10).slice(0, 48)}…`]);
  });

  it('spaces the paragraphs of a long document evenly, forty at most', () => {
    const listed = outline(...Array.from({ length: 1000 }, (_, index) => `${index + 1}. ${PROSE.en}`));
    assert.equal(listed.length, 40);
    assert.match(listed[1]!, /^26 26\. The parties/);
  });

  it('lists only the higher levels when there are very many headings', () => {
    const chapters = Array.from({ length: 30 }, (_, index) => [
      `Глава ${index + 1}. О разном`,
      ...Array.from({ length: 9 }, (_, article) => `Статья ${article + 1}. О частном`),
    ]).flat();
    const listed = outline(...chapters);
    assert.equal(listed.length, 30);
    assert.equal(listed[1], '11 Глава 2. О разном');
  });
});
