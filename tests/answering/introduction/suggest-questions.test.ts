import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { suggestQuestions } from '../../../src/answering/introduction/suggest-questions.ts';
import { readStructure } from '../../../src/answering/structure/read-structure.ts';
import type { Document } from '../../../src/documents/document.ts';
import type { Answer, AnswerKind } from '../../../src/protocol/answer.ts';
import type { Language } from '../../../src/protocol/language.ts';
import { citationOf } from '../../support/citation-of.ts';
import { listed } from '../../support/document-of.ts';
import { scriptedAnswer } from '../../support/scripted-assistant.ts';
import { readTexts } from './read-texts.ts';

/** Where an answer comes from: a quote of a document, or none. */
interface Proof {
  kind?: AnswerKind;
  documentId?: string;
  quote: string;
}

interface SuggestOptions {
  language?: Language;
  /** Of the sidecars, by document. */
  written?: Record<string, Partial<Document['questions']>>;
}

/** Suggests questions about Markdown texts by id, of which only those with a proof are answered, and returns which were tried. */
async function suggest(
  texts: Record<string, string>,
  proofs: Record<string, Proof>,
  { language = 'en', written = {} }: SuggestOptions = {},
): Promise<{ suggested: string[]; tried: string[] }> {
  const documents = await readTexts(texts);
  const tried: string[] = [];
  const ask = async (question: string): Promise<Answer> => {
    tried.push(question);
    const proof = proofs[question];
    if (!proof) return scriptedAnswer('');
    const { kind = 'answered', documentId = 'guide', quote } = proof;
    const start = documents.get(documentId)!.text.indexOf(quote);
    const citations = [citationOf(1, quote, { documentId, start, end: start + quote.length })];
    return { ...scriptedAnswer(''), kind, citations };
  };
  const summaries = [...documents.values()].map((document) =>
    listed({ ...document, questions: { ...document.questions, ...written[document.id] } }),
  );
  const readDocument = async (id: string) => readStructure(documents.get(id)!);
  return { suggested: await suggestQuestions(summaries, { language, ask, readStructure: readDocument }), tried };
}

const GUIDE =
  '# Guide\n\nHow it is.\n\n## 1. Tours\n\nAt noon.\n\n## Is it open?\n\nFrom ten to six.\n\n### Café.\n\nTea is served there.';

describe('suggestQuestions', () => {
  it('takes the questions of the sidecar first, and stops at three', async () => {
    const en = ['What is it?', 'Are there tours?', 'Is there tea?', 'Why?'];
    const proofs = {
      'What is it?': { quote: 'How it is.' },
      'Are there tours?': { quote: 'At noon.' },
      'Is there tea?': { quote: 'Tea is served there.' },
    };
    const { suggested, tried } = await suggest({ guide: GUIDE }, proofs, { written: { guide: { en } } });
    assert.deepEqual(suggested, en.slice(0, 3));
    assert.deepEqual(tried, suggested);
  });

  it('suggests questions in the requested language', async () => {
    const written = { guide: { ru: ['Как?'], en: ['How?'] } };
    const { tried } = await suggest({ guide: GUIDE }, {}, { written, language: 'ru' });
    assert.deepEqual(tried, [
      'Как?',
      'Что сказано в разделе «Tours»?',
      'Что сказано в разделе «Café»?',
      'О чём этот документ?',
      'Когда и где подписан документ?',
      'Кто подписал документ?',
    ]);
  });

  it('asks what headings ask, then about each section except the title, without its number, then questions that fit any document', async () => {
    const { tried } = await suggest({ guide: GUIDE }, {});
    assert.deepEqual(tried, [
      'Is it open?',
      'What does it say about “Tours”?',
      'What does it say about “Café”?',
      'What is this document about?',
      'When and where was the document signed?',
      'Who signed the document?',
    ]);
  });

  it('asks about the numbered articles and sections of a contract by their names', async () => {
    const text =
      '# Договор проката лодок\n\n## Статья 1. Предмет договора\n\n1.1. Лодки сдаются на лето.\n\n## 2) Оплата\n\n2.1. Плата вносится вперёд.\n\n## Статья 3\n\nПрочее.';
    const { tried } = await suggest({ contract: text }, {}, { language: 'ru' });
    assert.deepEqual(tried.slice(0, 3), [
      'Что сказано в разделе «Предмет договора»?',
      'Что сказано в разделе «Оплата»?',
      'О чём этот документ?',
    ]);
  });

  it('makes no question from headings that are code, links or emphasis, nor from comments in code', async () => {
    const text =
      '# Guide\n\n## `npm test`\n\nA.\n\n## [Link](a)\n\nB.\n\n## *Now*\n\n```sh\n# install\n```\n\n## Tours\n\nAt noon.';
    const { tried } = await suggest({ guide: text, other: 'Text.' }, {});
    assert.deepEqual(tried, ['What does it say about “Tours”?']);
  });

  it('suggests nothing rather than what is not answered well', async () => {
    const proofs: Record<string, Proof> = {
      'Is it open?': { kind: 'related', quote: 'From ten to six.' },
      'What does it say about “Tours”?': { quote: '## 1. Tours' },
      'What does it say about “Café”?': { quote: 'At noon.' },
      'What is this document about?': { quote: '# Guide' },
      'When and where was the document signed?': { quote: 'How it is.' },
      'Who signed the document?': { kind: 'unanswered', quote: 'At noon.' },
    };
    const { suggested, tried } = await suggest({ guide: GUIDE }, proofs);
    assert.deepEqual([suggested, tried.toSorted()], [[], Object.keys(proofs).toSorted()]);
  });

  it('drops a question whose answer quotes what was quoted before: it asks the same in other words', async () => {
    const en = ['Are there tours?', 'are there any tours', 'Is there tea?'];
    const proofs = {
      'Are there tours?': { quote: 'At noon.' },
      'are there any tours': { quote: 'At noon.' },
      'What does it say about “Tours”?': { quote: 'At noon.' },
      'Is there tea?': { quote: 'Tea is served there.' },
    };
    const { suggested } = await suggest({ guide: GUIDE }, proofs, { written: { guide: { en } } });
    assert.deepEqual(suggested, ['Are there tours?', 'Is there tea?']);
  });

  it('takes questions from every document in turn', async () => {
    const written = { a: { en: ['A1?', 'A2?', 'A3?'] }, b: { en: ['B1?'] } };
    const proofs = {
      'A1?': { documentId: 'a', quote: 'one' },
      'A2?': { documentId: 'a', quote: 'two' },
      'A3?': { documentId: 'a', quote: 'three' },
      'B1?': { documentId: 'b', quote: 'one' },
    };
    const { suggested } = await suggest({ a: 'one two three', b: 'one' }, proofs, { written });
    assert.deepEqual(suggested, ['A1?', 'B1?', 'A2?']);
  });

  it('tries a limited number of headings in a large library', async () => {
    const text = `# Title\n\n${Array.from({ length: 500 }, (_, index) => `## Topic ${index}\n\nText.`).join('\n\n')}`;
    const { suggested, tried } = await suggest({ a: text, b: text, c: text, d: text }, {});
    assert.deepEqual(suggested, []);
    assert.equal(tried.length, 10);
  });

  it('lets other work go on between two tries', async () => {
    const documents = await readTexts({ guide: GUIDE });
    let turns = 0;
    let isOver = false;
    const count = () => {
      turns += 1;
      if (!isOver) setImmediate(count);
    };
    setImmediate(count);
    let tries = 0;
    await suggestQuestions([...documents.values()].map(listed), {
      language: 'en',
      ask: async () => {
        tries += 1;
        return scriptedAnswer('');
      },
      readStructure: async (id) => readStructure(documents.get(id)!),
    });
    isOver = true;
    assert.ok(tries > 1 && turns >= tries, `${turns} turns in ${tries} tries`);
  });

  it('suggests nothing for an empty index', async () => {
    assert.deepEqual(await suggest({}, {}), { suggested: [], tried: [] });
  });
});
