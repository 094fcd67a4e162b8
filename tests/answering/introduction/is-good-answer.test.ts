import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isGoodAnswer } from '../../../src/answering/introduction/is-good-answer.ts';
import { readStructure } from '../../../src/answering/structure/read-structure.ts';
import type { Answer } from '../../../src/protocol/answer.ts';
import { citationOf } from '../../support/citation-of.ts';
import { scriptedAnswer } from '../../support/scripted-assistant.ts';
import { readTexts } from './read-texts.ts';

const RULES = `# Правила катка

## 1. Часы работы

Каток работает с 10:00 до 22:00. По понедельникам каток закрыт.

## 2. Прокат

Прокат коньков стоит 350 рублей за час. В прокат входит:

- заточка;
- шкафчик.

## 3. Правила проката коньков

Каток открыт зимой. Спасибо за интерес к зимнему катку № 4.
`;
const HANDBOOK = `# Workshop handbook

## Opening hours

The workshop opens at 9 a.m. on weekdays.

## Tools

Tools are kept in the workshop. A tool that breaks costs €15 to repair. Bring with you:

- gloves;
- an apron.

${'Long stories about tools are told here again. '.repeat(60)}

## Price list of the workshop

| Course | Price |
|---|---|
| Carving | 80 |
| Turning | 95 |
`;

const documents = await readTexts({ handbook: HANDBOOK, rules: RULES });

/** Whether an answer with these quotes of a document is a good one. */
async function isGood(
  documentId: 'rules' | 'handbook',
  question: string,
  quotes: string[],
  { section, ...more }: Partial<Answer> & { section?: string; columns?: string[] } = {},
): Promise<boolean> {
  const { text } = documents.get(documentId)!;
  const placeOf = (quote: string) => {
    const start = text.indexOf(quote);
    assert.ok(start >= 0, quote);
    return { start, end: start + quote.length };
  };
  const { columns, ...answer } = more;
  const citations = quotes.map((quote, index) =>
    citationOf(index + 1, quote, { documentId, ...placeOf(quote), ...(columns && { columns }) }),
  );
  return isGoodAnswer(
    { ...scriptedAnswer(''), kind: 'answered', citations, ...answer },
    {
      question,
      ...(section !== undefined && { section: { documentId, ...placeOf(section) } }),
      readStructure: async (id) => readStructure(documents.get(id)!),
    },
  );
}

describe('isGoodAnswer', () => {
  it('takes what answers with words of its own', async () => {
    assert.equal(await isGood('rules', 'Сколько стоит прокат?', ['Прокат коньков стоит 350 рублей за час.']), true);
    assert.equal(
      await isGood('handbook', 'When does the workshop open?', ['The workshop opens at 9 a.m. on weekdays.']),
      true,
    );
  });

  it('refuses what does not answer, and what quotes nothing', async () => {
    const quote = 'Прокат коньков стоит 350 рублей за час.';
    assert.equal(await isGood('rules', 'Сколько стоит прокат?', [quote], { kind: 'related' }), false);
    assert.equal(await isGood('rules', 'Сколько стоит прокат?', []), false);
  });

  it('refuses a heading', async () => {
    assert.equal(await isGood('rules', 'Что на катке?', ['## 3. Правила проката коньков']), false);
    assert.equal(await isGood('handbook', 'What is there?', ['Price list of the workshop']), false);
    const quotes = ['The workshop opens at 9 a.m. on weekdays.', 'Price list of the workshop'];
    assert.equal(await isGood('handbook', 'What is there?', quotes), false);
  });

  it('refuses a lead-in without its list', async () => {
    assert.equal(await isGood('rules', 'Что ещё там есть?', ['В прокат входит:']), false);
    assert.equal(await isGood('rules', 'Что ещё там есть?', ['В прокат входит:', '- заточка;\n- шкафчик.']), true);
    assert.equal(await isGood('handbook', 'What is needed?', ['Bring with you:']), false);
  });

  it('refuses a quote that says only what the question does', async () => {
    assert.equal(await isGood('rules', 'Открыт ли каток зимой?', ['Каток открыт зимой.']), false);
    assert.equal(
      await isGood('handbook', 'Where in the workshop are the tools kept?', ['Tools are kept in the workshop.']),
      false,
    );
  });

  it('refuses an answer without words of a kind that is asked for', async () => {
    assert.equal(await isGood('rules', 'Сколько стоит прокат?', ['По понедельникам каток закрыт.']), false);
    assert.equal(await isGood('rules', 'Когда и где открыт каток?', ['Каток работает с 10:00 до 22:00.']), false);
    const repaired = 'A tool that breaks costs €15 to repair.';
    assert.equal(await isGood('handbook', 'When is a tool repaired?', [repaired]), false);
    assert.equal(await isGood('handbook', 'How much is a repair?', [repaired]), true);
  });

  it('takes no number of the question for the one that is asked for', async () => {
    const quote = 'Спасибо за интерес к зимнему катку № 4.';
    assert.equal(await isGood('rules', 'Сколько коньков на катке № 4?', [quote]), false);
  });

  it('takes a number in a table for what its column is called', async () => {
    const options = { columns: ['Course', 'Price'] };
    assert.equal(
      await isGood('handbook', 'What is the price of carving?', ['| Carving | 80 |'], options),
      true,
      'under "Price"',
    );
    assert.equal(await isGood('handbook', 'What is the price of carving?', ['| Carving | 80 |']), false, 'a number');
  });

  it('refuses an answer that is a text to read', async () => {
    const long = 'Long stories about tools are told here again. '.repeat(60).trim();
    assert.equal(await isGood('handbook', 'What is told?', [long]), false);
    assert.equal(await isGood('handbook', 'What is told?', [long.slice(0, 400)]), true);
  });

  it('refuses an answer about a section that another one gives, in part too', async () => {
    const section = 'Каток работает с 10:00 до 22:00. По понедельникам каток закрыт.';
    const [own, other] = ['По понедельникам каток закрыт.', 'Каток открыт зимой.'];
    assert.equal(await isGood('rules', 'Что сказано в разделе «Режим»?', [own], { section }), true);
    assert.equal(await isGood('rules', 'Что сказано в разделе «Режим»?', [own, other], { section }), false);
  });
});
