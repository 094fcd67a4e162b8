import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import { PROJECT_DIRECTORY } from '../../src/config/config.ts';
import type { Document } from '../../src/documents/document.ts';
import { readFolder } from '../support/read-folder.ts';

/** SHA-256 of the source file as it was given. */
const SHA256 = '122396cbc0ca02057c9af8cbacb614f4bb394ef50c7ee1171949f96064197554';
const DOCUMENTS = path.join(PROJECT_DIRECTORY, 'documents');

describe('the bundled declaration', () => {
  let declaration: Document;
  before(async () => {
    const { documents, problems } = await readFolder(DOCUMENTS);
    assert.deepEqual(problems, []);
    declaration = documents.find(({ id }) => id === 'csto-declaration-2024')!;
  });
  const paragraph = (number: number) => {
    const { start, end } = declaration.paragraphs[number - 1]!;
    return declaration.text.slice(start, end);
  };

  it('is the source file, byte for byte', () => {
    const bytes = readFileSync(path.join(DOCUMENTS, 'csto-declaration-2024.txt'));
    assert.equal(createHash('sha256').update(bytes).digest('hex'), SHA256);
    assert.equal(declaration.sha256, SHA256);
  });

  it('is titled, dated and in Russian', () => {
    assert.equal(declaration.title, 'Декларация Совета коллективной безопасности ОДКБ');
    assert.equal(declaration.language, 'ru');
    assert.equal(declaration.date, '2024-11-28');
  });

  it('has four suggested questions in each language', () => {
    assert.deepEqual([declaration.questions.ru.length, declaration.questions.en.length], [4, 4]);
  });

  it('has 39 paragraphs, numbered from 1', () => {
    assert.deepEqual(
      declaration.paragraphs.map(({ number }) => number),
      Array.from({ length: 39 }, (_, index) => index + 1),
    );
  });

  it('has the paragraphs that blank lines separate in the source', () => {
    const expected = declaration.text.split(/\n\s*\n/).map((block) => block.trim());
    const slices = declaration.paragraphs.map(({ start, end }) => declaration.text.slice(start, end));
    assert.deepEqual(slices, expected);
  });

  it('starts with its title and ends with parties, place, date and the notice about photographs', () => {
    assert.match(paragraph(1), /^ДЕКЛАРАЦИЯ Совета коллективной безопасности/);
    assert.match(paragraph(34), /^За Республику Армения/);
    assert.match(paragraph(36), /За Республику Таджикистан$/);
    assert.equal(paragraph(37), 'город Астана,');
    assert.equal(paragraph(38), '28 ноября 2024 года');
    assert.match(paragraph(39), /^Данные о правообладателе фото/);
  });

  it('keeps the line breaks and the glued words of the source', () => {
    assert.match(paragraph(24), /^Позитивно оцениваем развитие отношений с ООН\nи ее специализированными/);
    assert.match(paragraph(14), /совместнуюработу/);
  });
});
