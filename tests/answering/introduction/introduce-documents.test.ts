import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { describeDocuments } from '../../../src/answering/introduction/introduce-documents.ts';
import type { StoredDocument } from '../../../src/stores/document-reader.ts';
import { assertExcludes } from '../../support/assertions.ts';
import { documentOf, listed } from '../../support/document-of.ts';
import { openIndexedAssistant } from '../../support/indexed-assistant.ts';
import { temporaryDirectory, writeFiles } from '../../support/temporary-directory.ts';

/** A document with a title and so many paragraphs. */
function summaryOf(title: string, paragraphs: number, date: string | null = null): StoredDocument {
  return { ...listed(documentOf('', { id: title, title, language: 'ru', date })), paragraphs };
}

describe('describeDocuments', () => {
  it('describes one document by title, date and size', () => {
    const documents = [summaryOf('Устав', 39, '2024-11-28')];
    assert.equal(describeDocuments(documents, 'ru'), 'Устав · 28 ноября 2024 г. · 39 абзацев');
    assert.equal(describeDocuments(documents, 'en'), 'Устав · 28 November 2024 · 39 paragraphs');
  });

  it('leaves out an unknown date', () => {
    assert.equal(describeDocuments([summaryOf('Notes', 2)], 'en'), 'Notes · 2 paragraphs');
  });

  for (const [paragraphs, ru, en] of [
    [1, '1 абзац', '1 paragraph'],
    [3, '3 абзаца', '3 paragraphs'],
    [5, '5 абзацев', '5 paragraphs'],
    [11, '11 абзацев', '11 paragraphs'],
    [21, '21 абзац', '21 paragraphs'],
    [112, '112 абзацев', '112 paragraphs'],
    [12_004, '12\u00a0004 абзаца', '12,004 paragraphs'],
  ] as const) {
    it(`counts ${paragraphs}: ${ru}, ${en}`, () => {
      assert.equal(describeDocuments([summaryOf('Т', paragraphs)], 'ru'), `Т · ${ru}`);
      assert.equal(describeDocuments([summaryOf('T', paragraphs)], 'en'), `T · ${en}`);
    });
  }

  it('describes several documents by their number and the titles of the first three', () => {
    const documents = ['А', 'Б', 'В', 'Г', 'Д'].map((title) => summaryOf(title, 1));
    assert.equal(describeDocuments(documents.slice(0, 2), 'ru'), '2 документа: «А», «Б»');
    assert.equal(describeDocuments(documents.slice(0, 3), 'en'), '3 documents: “А”, “Б”, “В”');
    assert.equal(describeDocuments(documents, 'ru'), '5 документов: «А», «Б», «В» и другие');
    assert.equal(describeDocuments(documents, 'en'), '5 documents: “А”, “Б”, “В” and others');
  });

  it('says when there are none', () => {
    assert.equal(describeDocuments([], 'ru'), 'Документов пока нет.');
    assert.equal(describeDocuments([], 'en'), 'There are no documents yet.');
  });
});

const HANDBOOK = `# Museum handbook

This handbook tells visitors how the museum works.

## Guided tours

Guided tours of the museum start at noon and last an hour. Tickets for guided tours are sold at the desk.

## Photographs

Photographs are allowed without flash, except in the room of maps.

## When is the museum open?

The museum is open from ten to six. On Mondays the museum is closed.
`;
const GARDEN =
  'Сад музея открыт с мая по сентябрь.\n\nСобак пускают в сад на поводке.\n\nЛетом здесь показывают розы, которые вывел садовник музея, и гуляют со школьниками по субботам.\n\nПосле заката калитку закрывает сторож.\n';

describe('the introduction of an assistant', { timeout: 60_000 }, () => {
  const directory = writeFiles(temporaryDirectory(), { 'garden.txt': GARDEN, 'handbook.md': HANDBOOK });
  let indexed: Awaited<ReturnType<typeof openIndexedAssistant>>;
  before(async () => {
    indexed = await openIndexedAssistant({ DOCUMENTS_DIR: directory });
  });
  after(() => indexed?.discard());

  it('suggests the questions in the headings of a Markdown document', async () => {
    const { about, questions } = await indexed.assistant.introduction({ language: 'en', documentIds: ['handbook'] });
    assert.equal(about, 'Museum handbook · 4 paragraphs');
    assert.ok(questions.includes('When is the museum open?'), questions.join());
  });

  it('suggests a question for a document without title and headings', async () => {
    const { about, questions } = await indexed.assistant.introduction({ language: 'ru', documentIds: ['garden'] });
    assert.equal(about, 'Сад музея открыт с мая по сентябрь. · 4 абзаца');
    assert.deepEqual(questions, ['О чём этот документ?']);
  });

  it('suggests only what these documents answer', async () => {
    for (const language of ['ru', 'en'] as const) {
      for (const documentIds of [undefined, ['garden'], ['handbook']]) {
        const { questions } = await indexed.assistant.introduction({ language, documentIds });
        for (const message of questions) {
          assert.equal((await indexed.assistant.ask({ message, documentIds })).kind, 'answered', message);
        }
      }
    }
  });

  it('suggests no question of one document that only another answers', async () => {
    const en = ['Are photographs allowed without flash?'];
    writeFiles(directory, { 'garden.meta.json': JSON.stringify({ questions: { en } }) });
    await indexed.assistant.buildIndex();
    const introduce = async (...documentIds: string[]) =>
      (await indexed.assistant.introduction({ language: 'en', documentIds })).questions;
    assert.equal((await introduce('garden', 'handbook'))[0], en[0]);
    assertExcludes(await introduce('garden'), en[0]!);
  });

  it('is the same for the same documents, whatever their order, until the index changes', async () => {
    const introduce = (...documentIds: string[]) => indexed.assistant.introduction({ language: 'ru', documentIds });
    const before = await introduce('garden', 'handbook');
    assert.equal(await introduce('handbook', 'garden', 'garden'), before);
    assert.notEqual(await introduce('garden'), before);

    const sidecar = { date: '2024-05-01', questions: { ru: ['Когда открыт сад музея?', 'Сколько лет директору?'] } };
    writeFiles(directory, { 'garden.meta.json': JSON.stringify(sidecar) });
    await indexed.assistant.buildIndex();
    const { about, questions } = await introduce('garden');
    assert.equal(about, 'Сад музея открыт с мая по сентябрь. · 1 мая 2024 г. · 4 абзаца');
    assert.equal(questions[0], 'Когда открыт сад музея?');
    assertExcludes(questions, 'Сколько лет директору?');
    assert.equal((await introduce('garden', 'handbook')).questions[0], 'Когда открыт сад музея?');
  });

  it('describes an empty index', async () => {
    for (const file of ['garden.txt', 'garden.meta.json', 'handbook.md']) rmSync(path.join(directory, file));
    await indexed.assistant.buildIndex();
    assert.deepEqual(await indexed.assistant.introduction({ language: 'en' }), {
      about: 'There are no documents yet.',
      questions: [],
    });
  });
});

describe('the introduction of the bundled declaration', { timeout: 60_000 }, () => {
  let indexed: Awaited<ReturnType<typeof openIndexedAssistant>>;
  before(async () => {
    indexed = await openIndexedAssistant();
  });
  after(() => indexed?.discard());

  it('has three questions in either language', async () => {
    for (const language of ['ru', 'en'] as const) {
      assert.equal((await indexed.assistant.introduction({ language })).questions.length, 3);
    }
  });

  it('has only questions in its sidecar that are answered from the expected paragraphs', async () => {
    const { questions } = (await indexed.assistant.document('csto-declaration-2024'))!;
    const paragraphs: Record<string, number[]> = {};
    for (const message of [...questions.ru, ...questions.en]) {
      const { kind, citations } = await indexed.assistant.ask({ message });
      assert.equal(kind, 'answered', message);
      paragraphs[message] = [...new Set(citations.map(({ paragraph }) => paragraph))];
    }
    assert.deepEqual(paragraphs, {
      'Как называются операции против наркотиков и незаконной миграции?': [18],
      'Что сказано об Афганистане?': [9, 11],
      'Кто председательствовал в ОДКБ в 2024 году?': [32],
      'Когда и где подписана декларация?': [37, 38],
      'Which special operations are held regularly?': [18],
      'Is military cooperation directed against third countries?': [20],
      'Who chaired the CSTO in 2024?': [32],
      'When and where was the declaration signed?': [37, 38],
    });
  });
});
