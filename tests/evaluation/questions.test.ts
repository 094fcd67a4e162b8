import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, it } from 'node:test';
import { parseQuestions, readQuestions } from '../../src/evaluation/questions.ts';
import { assertIncludes } from '../support/assertions.ts';

const answerable = { id: 'q1', kind: 'direct', question: 'Когда?', paragraphs: [38], answer: [['28 ноября', '28.11']] };
const parse = (...lines: unknown[]) => parseQuestions(lines.map((line) => JSON.stringify(line)).join('\n'), 'q.jsonl');

describe('parseQuestions', () => {
  it('reads a question with an answer; one cited paragraph is enough unless it says otherwise', () => {
    assert.deepEqual(parse(answerable), [
      {
        id: 'q1',
        kind: 'direct',
        question: 'Когда?',
        history: [],
        distance: null,
        documentId: null,
        source: null,
        gold: { paragraphs: [38], minParagraphs: 1, answer: [['28 ноября', '28.11']] },
      },
    ]);
  });

  it('reads a question without an answer, with its distance, history and document', () => {
    const history = [{ role: 'user', content: 'Кто подписал?' }];
    const [question] = parse({
      id: 'q2',
      kind: 'unanswerable',
      question: 'А где?',
      distance: 'near',
      history,
      documentId: 'tea',
    });
    assert.equal(question!.gold, null);
    assert.equal(question!.distance, 'near');
    assert.equal(question!.documentId, 'tea');
    assert.deepEqual(question!.history, history);
  });

  it('reads the document that a question of a collection is answered by', () => {
    assert.equal(parse({ ...answerable, source: 'lease' })[0]!.source, 'lease');
  });

  it('ignores blank lines, a byte order mark and keys of other tools', () => {
    const line = JSON.stringify({ ...answerable, note: 'hard' });
    assert.equal(parseQuestions(`\uFEFF${line}\r\n\r\n${line}\n`, 'q.jsonl').length, 2);
  });

  for (const [problem, { line, state }] of Object.entries({
    'a line that is not JSON': { line: '{"id":', state: /line 3: .*JSON.*; correct the line/ },
    'an unknown kind': { line: JSON.stringify({ ...answerable, kind: 'easy' }), state: /line 3: kind: / },
    'a paragraph number below 1': {
      line: JSON.stringify({ ...answerable, paragraphs: [0] }),
      state: /paragraphs: 0: /,
    },
    'an empty group': { line: JSON.stringify({ ...answerable, answer: [[]] }), state: /answer: 0: / },
    'paragraphs without an answer': {
      line: JSON.stringify({ ...answerable, answer: undefined }),
      state: /line 3: "paragraphs" and "answer" go together/,
    },
  })) {
    it(`refuses ${problem}, naming file and line`, () => {
      assert.throws(() => parseQuestions(`\n${JSON.stringify(answerable)}\n${line}`, 'q.jsonl'), {
        code: 'QUESTIONS_UNREADABLE',
        message: new RegExp(`^Cannot read questions from "q\\.jsonl", .*${state.source}`),
      });
    });
  }

  it('refuses a file without questions', () => {
    assert.throws(() => parseQuestions('\n', 'q.jsonl'), { code: 'QUESTIONS_UNREADABLE', message: /it is empty/ });
  });
});

describe('readQuestions', () => {
  it('reads the questions of the project', async () => {
    const file = path.resolve(import.meta.dirname, '../questions/declaration.jsonl');
    const questions = await readQuestions([file]);
    assert.ok(questions.length > 100, `${questions.length} questions`);
    assertIncludes(
      questions.map(({ gold }) => gold),
      null,
    );
  });

  it('names a missing file', async () => {
    await assert.rejects(readQuestions(['atlantis.jsonl']), {
      code: 'QUESTIONS_UNREADABLE',
      message: /"atlantis\.jsonl"/,
    });
  });
});
