import assert from 'node:assert/strict';
import { cpSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type Assistant, createAssistant } from '../../src/assistant.ts';
import { loadConfig, PROJECT_DIRECTORY } from '../../src/config/config.ts';
import { assertIncludes } from '../support/assertions.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

const SAMPLES = path.join(PROJECT_DIRECTORY, 'tests/documents/samples');

const QUESTIONS = {
  ru: [
    { message: 'Сколько стоит аренда участка за сезон?', says: 'две тысячи четыреста рублей' },
    { message: 'Когда открываются ворота летом?', says: 'в семь часов утра' },
    { message: 'Можно ли выгуливать собаку?', says: 'на коротком поводке' },
  ],
  en: [
    { message: 'How much is the fee for a season?', says: 'two thousand four hundred roubles' },
    { message: 'When do the gates open in summer?', says: 'seven in the morning' },
    { message: 'Are dogs allowed?', says: 'on a short lead' },
  ],
} as const;

describe('a folder with the same text in many formats', () => {
  let assistant: Assistant;
  before(async () => {
    const folder = temporaryDirectory();
    for (const file of readdirSync(SAMPLES).filter((name) => name.startsWith('garden.'))) {
      cpSync(path.join(SAMPLES, file), path.join(folder, file));
    }
    assistant = await createAssistant(loadConfig({ DOCUMENTS_DIR: folder, INDEX_DIR: temporaryDirectory() }));
    await assistant.buildIndex();
  });
  after(() => assistant.close());

  it('has one document for every file, also where names differ only by extension', async () => {
    const ids = (await assistant.documents()).map(({ id }) => id);
    assert.equal(ids.length, 20);
    assert.ok(ids.includes('garden.ru') && ids.includes('garden.ru.epub') && ids.includes('garden.ru.md'), ids.join());
  });

  for (const language of ['ru', 'en'] as const) {
    for (const { message, says } of QUESTIONS[language]) {
      it(`answers "${message}" alike from each format, and from all of them together`, async () => {
        const ids = (await assistant.documents()).map(({ id }) => id).filter((id) => id.includes(`.${language}`));
        assert.equal(ids.length, 10);
        for (const id of ids) {
          const { kind, citations } = await assistant.ask({ message, documentIds: [id] });
          assert.notEqual(kind, 'unanswered', id);
          assert.ok(
            citations.some(({ quote }) => quote.replace(/\s+/g, ' ').includes(says)),
            `${id}: ${JSON.stringify(citations.map(({ quote }) => quote))}`,
          );
        }
        const { kind, citations } = await assistant.ask({ message });
        assert.notEqual(kind, 'unanswered');
        const quotes = citations.map(({ quote }) => quote.replace(/\s+/g, ' '));
        assertIncludes(quotes.join('\n'), says);
        const texts = citations.map(({ quote }) => quote.replace(/[^\p{L}\p{N}]+/gu, ''));
        assert.equal(new Set(texts).size, texts.length, 'nothing is quoted twice');
      });
    }
  }

  it('cites the page of formats with pages', async () => {
    const { citations } = await assistant.ask({
      message: QUESTIONS.ru[0].message,
      documentIds: ['garden.ru.chromium'],
    });
    const pages = citations.map(({ page }) => page);
    assert.ok(
      pages.every((page) => page !== undefined && page >= 1),
      `pages ${JSON.stringify(pages)}`,
    );
  });
});
