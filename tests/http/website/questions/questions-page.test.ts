import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { evaluationLine } from '../../../../src/conversations/review/evaluation-line.ts';
import { parseQuestions } from '../../../../src/evaluation/questions.ts';
import { questionsChart } from '../../../../src/http/website/questions/questions-chart.ts';
import { questionsPage } from '../../../../src/http/website/questions/questions-page.ts';
import { groupOf, nearPassage, openQuestion } from './reviewed.ts';

const NOW = Date.parse('2026-05-31T09:00:00Z');
const ASSETS = { scripts: [], style: '/reader.css', pageView: { script: '/page-view.js', worker: '/pdf-worker.js' } };

describe('a line for evaluation', () => {
  it('says of a question that the documents do not answer it', () => {
    const [question] = parseQuestions(evaluationLine('Можно ли "с собакой"?', null), 'lines.jsonl');
    assert.deepEqual(
      [question!.kind, question!.question, question!.gold],
      ['unanswerable', 'Можно ли "с собакой"?', null],
    );
  });

  it('says which passage answers it, by any of its sentences', () => {
    const [question] = parseQuestions(evaluationLine('Можно ли с собакой?', nearPassage()), 'lines.jsonl');
    assert.deepEqual([question!.kind, question!.source], ['direct', 'rules']);
    assert.deepEqual(question!.gold, {
      paragraphs: [2],
      minParagraphs: 1,
      answer: [['Вход с животными закрыт.', 'Касса открыта с девяти.']],
    });
  });

  it('has an id of its own for each question', () => {
    const lines = ['Где касса?', 'Где вход?', 'Где касса?'].map((question) => evaluationLine(question, null));
    assert.equal(new Set(lines).size, 2);
  });
});

describe('the chart of questions', () => {
  const days = [
    { day: '2026-04-01', counts: { answered: 9, related: 0, unanswered: 0 } },
    { day: '2026-05-30', counts: { answered: 2, related: 1, unanswered: 1 } },
    { day: '2026-05-31', counts: { answered: 0, related: 0, unanswered: 2 } },
  ];

  for (const [language, said, rows] of [
    ['ru', 'Вопросов за последний месяц: 6', /30 мая<\/time><\/th><td>2<\/td><td>1<\/td><td>1</],
    ['en', 'Questions in the last month: 6', /30 May<\/time><\/th><td>2<\/td><td>1<\/td><td>1</],
  ] as const) {
    it(`says the same in columns and in numbers, in ${language}`, () => {
      const html = questionsChart(days, { language, now: NOW });
      assert.ok(html.includes(said), html);
      assert.match(html, rows);
      assert.equal([...html.matchAll(/<g>/g)].length, 31);
      // Of the highest column, a quarter is unanswered and half answered; the day before them is not among the last.
      const heights = [...html.matchAll(/<rect class="(\w+)" x="(\d+)" y="[\d.]+" width="8" height="([\d.]+)"/g)];
      assert.deepEqual(
        heights.map(([, kind, x, height]) => `${kind} ${x} ${height}`),
        ['unanswered 291 25.00', 'related 291 25.00', 'answered 291 50.00', 'unanswered 301 50.00'],
      );
    });
  }

  it('is drawn without questions in the last days', () => {
    assert.doesNotMatch(questionsChart([days[0]!], { language: 'en', now: NOW }), /NaN|Infinity|<rect/);
  });
});

describe('the page of questions', () => {
  const page = (groups: Parameters<typeof questionsPage>[0]['groups'], isCut = false) =>
    questionsPage({ groups, days: [], asked: 9, isCut }, { language: 'en', assets: ASSETS, now: NOW });

  it('shows how often a question was asked, how it was answered, and where its nearest passages are', () => {
    const asked = [openQuestion({ isDisliked: true }), openQuestion({ kind: 'related' }), openQuestion()];
    const html = page([groupOf(asked, [nearPassage({ documentId: 'Правила 1', heading: 'Правила › 2. Звери' })])]);
    for (const part of [
      '>Можно ли с собакой?</h2>',
      'asked 3 times',
      '<time datetime="2026-05-02T10:00:00.000Z">2 May 2026</time>',
      '>unanswered 2</span>',
      '>related passages only 1</span>',
      '>thumb down 1</span>',
      'confidence 13%',
      `href="/documents/${encodeURIComponent('Правила 1')}#paragraph-2"`,
      '>Правила › 2. Звери ¶2</a>',
    ]) {
      assert.ok(html.includes(part), part);
    }
  });

  it('says when there is nothing, and when there is more than it shows', () => {
    assert.match(page([]), /There are no such questions/);
    assert.match(page([], true), /the latest are shown/);
    const many = Array.from({ length: 201 }, () => groupOf([openQuestion()]));
    assert.match(page(many), /The first 200 of 201/);
  });

  it('has nothing inline that the policy of the pages forbids, whatever was asked', () => {
    const hostile = `"><img src=x onerror=alert(1)>' <style>*{}</style> </textarea>`;
    const html = page([
      groupOf([openQuestion({ question: hostile })], [nearPassage({ text: hostile, documentTitle: hostile })]),
    ]);
    assert.doesNotMatch(html, /<img|<style|<textarea|\sstyle=|\son\w+="/);
  });
});
