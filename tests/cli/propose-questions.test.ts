import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { proposeQuestions } from '../../src/cli/propose-questions.ts';
import { openIndexedAssistant } from '../support/indexed-assistant.ts';
import { temporaryDirectory, writeFiles } from '../support/temporary-directory.ts';

const SAUNA = '# Сауна\n\nПравила сауны у озера.\n\n## Стоимость\n\nЧас в сауне стоит 900 рублей.\n';
const LAKE = '# Озеро\n\nПравила купания в озере.\n\n## Купание\n\nКупаться можно с июня по август.\n';
const BOATS =
  '# Boats\n\nThe rules of the boats.\n\n## How long may a boat be kept?\n\nA boat may be kept for two hours.\n';

/** What is proposed for these documents. */
async function proposedFor(files: Record<string, string>): Promise<string[]> {
  const { assistant, discard } = await openIndexedAssistant({
    DOCUMENTS_DIR: writeFiles(temporaryDirectory(), files),
  });
  try {
    return await proposeQuestions(assistant);
  } finally {
    await discard();
  }
}

describe('proposeQuestions', { timeout: 60_000 }, () => {
  it('proposes questions in the language of the documents', async () => {
    assert.deepEqual(await proposedFor({ 'sauna.md': SAUNA }), ['Что сказано в разделе «Стоимость»?']);
    assert.equal((await proposedFor({ 'boats.md': BOATS }))[0], 'How long may a boat be kept?');
  });

  it('proposes them in that of most documents', async () => {
    const questions = await proposedFor({ 'boats.md': BOATS, 'lake.md': LAKE, 'sauna.md': SAUNA });
    assert.match(questions[0]!, /^Что сказано/);
  });

  it('proposes none where there is no document, none in a language of the product, or nothing is answered well', async () => {
    assert.deepEqual(await proposedFor({}), []);
    assert.deepEqual(await proposedFor({ 'note.md': '# Объявление\n\n## Важное\n\n## Срочное\n' }), []);
    const german =
      '# Hausordnung\n\n## Ruhezeiten\n\nZwischen zehn Uhr abends und sechs Uhr morgens ist es im Haus ruhig.\n';
    assert.deepEqual(await proposedFor({ 'haus.md': german }), []);
  });
});
