import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { suggestQuestions } from '../../src/answering/suggest-questions.ts';
import type { Answer, AnswerKind } from '../../src/protocol/answer.ts';
import type { Language } from '../../src/protocol/language.ts';
import type { StoredDocument } from '../../src/stores/document-reader.ts';
import { documentOf, listed } from '../support/document-of.ts';
import { scriptedAnswer } from '../support/scripted-assistant.ts';

/** Where an answer comes from: a quote of a document, or none. */
interface Proof {
  kind?: AnswerKind;
  documentId?: string;
  quote: string;
}

/** A document without text and the questions its sidecar has. */
function summaryOf(id: string, questions: Partial<StoredDocument['questions']> = {}): StoredDocument {
  const written = { ru: [], en: [], ...questions };
  return listed(documentOf(id, { id, title: id, questions: written }));
}

/** Suggests questions about texts by id, of which only those with a proof are answered, and returns which were tried. */
async function suggest(
  texts: Record<string, string>,
  proofs: Record<string, Proof>,
  { language = 'en', documents = Object.keys(texts).map((id) => summaryOf(id)) }: SuggestOptions = {},
): Promise<{ suggested: string[]; tried: string[] }> {
  const tried: string[] = [];
  const ask = async (question: string): Promise<Answer> => {
    tried.push(question);
    const answer = scriptedAnswer('');
    const proof = proofs[question];
    if (!proof) return answer;
    const { kind = 'answered', documentId = 'guide', quote } = proof;
    const start = texts[documentId]!.indexOf(quote);
    const place = { marker: 1, documentTitle: '', paragraph: 1, prefix: '', suffix: '', url: '' };
    return { ...answer, kind, citations: [{ ...place, documentId, quote, start, end: start + quote.length }] };
  };
  const readText = async (id: string) => texts[id]!;
  return { suggested: await suggestQuestions(documents, { language, ask, readText }), tried };
}

interface SuggestOptions {
  language?: Language;
  documents?: StoredDocument[];
}

const GUIDE = '# Guide\n\nHow it is.\n\n## Tours\n\nAt noon.\n\n## Is it open?\n\nFrom ten.\n\n## Café\n\nTea.';

describe('suggestQuestions', () => {
  it('takes the questions of the sidecar first, and stops at three', async () => {
    const en = ['How?', 'When?', 'Where?', 'Why?'];
    const proofs = { 'How?': { quote: 'How' }, 'When?': { quote: 'noon' }, 'Where?': { quote: 'Tea' } };
    const { suggested, tried } = await suggest({ guide: GUIDE }, proofs, { documents: [summaryOf('guide', { en })] });
    assert.deepEqual(suggested, ['How?', 'When?', 'Where?']);
    assert.deepEqual(tried, suggested);
  });

  it('suggests questions in the requested language', async () => {
    const documents = [summaryOf('guide', { ru: ['Как?'], en: ['How?'] })];
    const { tried } = await suggest({ guide: GUIDE }, {}, { documents, language: 'ru' });
    assert.deepEqual(tried, [
      'Как?',
      'Что сказано в разделе «Tours»?',
      'Что сказано в разделе «Café»?',
      'О чём этот документ?',
      'Когда и где подписан документ?',
      'Кто подписал документ?',
    ]);
  });

  it('asks about each section except the title, then questions that fit any document', async () => {
    const { tried } = await suggest({ guide: GUIDE }, {});
    assert.deepEqual(tried, [
      'What does it say about “Tours”?',
      'Is it open?',
      'What does it say about “Café”?',
      'What is this document about?',
      'When and where was the document signed?',
      'Who signed the document?',
    ]);
  });

  it('makes no question from headings that are code, links or emphasis, nor from comments in code', async () => {
    const text =
      '# Guide\n\n## `npm test`\n\n## [Link](a)\n\n## *Now*\n\n```sh\n# install\n```\n\n## Tours\n\nAt noon.';
    const { tried } = await suggest({ guide: text, other: 'Text.' }, {});
    assert.deepEqual(tried, ['What does it say about “Tours”?']);
  });

  it('drops questions without a direct answer', async () => {
    const proofs: Record<string, Proof> = {
      'Is it open?': { kind: 'related', quote: 'From ten.' },
      'Who signed the document?': { kind: 'unanswered', quote: 'Tea.' },
      'What is this document about?': { quote: 'How it is.' },
    };
    assert.deepEqual((await suggest({ guide: GUIDE }, proofs)).suggested, ['What is this document about?']);
  });

  it('drops a question about a section that another part of the text answers, or the heading alone', async () => {
    const proofs = {
      'What does it say about “Tours”?': { quote: '## Tours' },
      'Is it open?': { quote: 'At noon.' },
      'What does it say about “Café”?': { quote: 'Tea.' },
      'What is this document about?': { quote: '# Guide' },
    };
    assert.deepEqual((await suggest({ guide: GUIDE }, proofs)).suggested, ['What does it say about “Café”?']);
  });

  it('drops a question whose answer quotes what was quoted before: it asks the same in other words', async () => {
    const en = ['When are tours?', 'when are the tours', 'Is there tea?'];
    const proofs = {
      'When are tours?': { quote: 'At noon.' },
      'when are the tours': { quote: 'At noon.' },
      'What does it say about “Tours”?': { quote: 'At noon.' },
      'Is there tea?': { quote: 'Tea.' },
    };
    const { suggested } = await suggest({ guide: GUIDE }, proofs, { documents: [summaryOf('guide', { en })] });
    assert.deepEqual(suggested, ['When are tours?', 'Is there tea?']);
  });

  it('takes questions from every document in turn', async () => {
    const documents = [summaryOf('a', { en: ['A1?', 'A2?', 'A3?'] }), summaryOf('b', { en: ['B1?'] })];
    const proofs = {
      'A1?': { documentId: 'a', quote: 'one' },
      'A2?': { documentId: 'a', quote: 'two' },
      'A3?': { documentId: 'a', quote: 'three' },
      'B1?': { documentId: 'b', quote: 'one' },
    };
    const { suggested } = await suggest({ a: 'one two three', b: 'one' }, proofs, { documents });
    assert.deepEqual(suggested, ['A1?', 'B1?', 'A2?']);
  });

  it('tries a limited number of headings in a large library', async () => {
    const text = `# Title\n\n${Array.from({ length: 500 }, (_, index) => `## Section ${index}\n\nText.`).join('\n\n')}`;
    const { suggested, tried } = await suggest({ a: text, b: text, c: text, d: text }, {});
    assert.deepEqual(suggested, []);
    assert.equal(tried.length, 10);
  });

  it('suggests nothing for an empty index', async () => {
    assert.deepEqual(await suggest({}, {}), { suggested: [], tried: [] });
  });
});
