import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { proposeQuestion } from '../../src/cli/propose-question.ts';
import { openIndexedAssistant } from '../support/indexed-assistant.ts';
import { temporaryDirectory, writeFiles } from '../support/temporary-directory.ts';

const SAUNA = '# Сауна\n\nПравила сауны у озера.\n\n## Стоимость\n\nЧас в сауне стоит 900 рублей.\n';
const LAKE = '# Озеро\n\nПравила купания в озере.\n\n## Купание\n\nКупаться можно с июня по август.\n';
const BOATS =
  '# Boats\n\nThe rules of the boats.\n\n## How long may a boat be kept?\n\nA boat may be kept for two hours.\n';

/** What is proposed for these documents. */
async function proposedFor(files: Record<string, string>): Promise<string | null> {
  const { assistant, discard } = await openIndexedAssistant({
    DOCUMENTS_DIR: writeFiles(temporaryDirectory(), files),
  });
  try {
    return await proposeQuestion(assistant);
  } finally {
    await discard();
  }
}

describe('proposeQuestion', { timeout: 60_000 }, () => {
  it('proposes a question in the language of the documents', async () => {
    assert.equal(await proposedFor({ 'sauna.md': SAUNA }), 'Что сказано в разделе «Стоимость»?');
    assert.equal(await proposedFor({ 'boats.md': BOATS }), 'How long may a boat be kept?');
  });

  it('proposes it in that of most documents', async () => {
    const question = await proposedFor({ 'boats.md': BOATS, 'lake.md': LAKE, 'sauna.md': SAUNA });
    assert.match(question!, /^Что сказано/);
  });

  it('proposes none where there is no document, none in a language of the product, or nothing is answered well', async () => {
    assert.equal(await proposedFor({}), null);
    assert.equal(await proposedFor({ 'note.md': '# Объявление\n\n## Важное\n\n## Срочное\n' }), null);
    const german =
      '# Hausordnung\n\n## Ruhezeiten\n\nZwischen zehn Uhr abends und sechs Uhr morgens ist es im Haus ruhig.\n';
    assert.equal(await proposedFor({ 'haus.md': german }), null);
  });
});
