import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { answerSpans } from '../../../src/answering/extractive/answer-spans.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';
import { type IndexedDeclaration, indexDeclaration } from '../indexed-declaration.ts';

const CAMP = `# Camp on the lake

Cabin Heron stands at the pier. It sleeps six people. The price is 95 euros a night.

Cabin Otter stands in the wood. It sleeps four people. The price is 70 euros a night.

Boat B-12 has a sail and a small cabin. Its hull is 7 metres long. Its licence number is 40-88.

Alarm F-3: smoke in the kitchen. Leave the house and call the warden.

Alarm F-9: water in the cellar. Close the main valve and wait.

## May guests fish?

Yes. A rod is lent for a day.

## Equipment

Boat Ibis has two oars. Boat Wren carries five people.

Every guest must bring:

- a sleeping bag;
- a torch;
- rubber boots.

The kitchen provides the following meals:

1. breakfast at eight;
2. soup at noon;
3. supper at seven.
`;

const KENNEL = `# Питомник

Собака Буран живёт в северном вольере. Кормят её два раза в день. Ветеринар — Ольга Ильина.

Собака Вьюга живёт в южном вольере. Кормят её три раза в день. Ветеринар — Пётр Савин.

Хозяин обязан:
- привозить корм;
- оплачивать прививки;
- забирать собаку до восьми вечера.

Хозяин вправе:
- гулять с собакой;
- присутствовать на осмотре.

Запрещается:
- кормить собак хлебом;
- шуметь после отбоя.

Дежурный — 41-15
Врач — 41-27
Сторож — 41-03
`;

const directory = temporaryDirectory();
writeFileSync(path.join(directory, 'camp.md'), CAMP);
writeFileSync(path.join(directory, 'kennel.md'), KENNEL);
const indexed: IndexedDeclaration = await indexDeclaration(directory);

describe('answer spans', () => {
  const CASES: [string, { has: string[]; lacks?: string[] }][] = [
    ['Is a rod lent to guests who fish?', { has: ['Yes. A rod is lent for a day.'] }],
    ['What is the price of cabin Otter?', { has: ['Cabin Otter', '70 euros'], lacks: ['95', 'Heron'] }],
    ['How many people does cabin Heron sleep?', { has: ['Cabin Heron', 'six'], lacks: ['70', 'Otter'] }],
    ['How long is boat B-12?', { has: ['B-12', '7 metres'] }],
    ['What should I do when alarm F-9 sounds?', { has: ['Close the main valve'], lacks: ['warden'] }],
    ['What must every guest bring?', { has: ['Every guest must bring', 'sleeping bag', 'torch', 'rubber boots'] }],
    ['Which meals does the kitchen provide?', { has: ['breakfast', 'soup', 'supper'] }],
    ['Must guests bring rubber boots?', { has: ['Every guest must bring:', 'rubber boots'], lacks: ['torch'] }],
    ['Можно ли кормить собак хлебом?', { has: ['Запрещается:', 'кормить собак хлебом'], lacks: ['шуметь'] }],
    ['Кто ветеринар у собаки Вьюга?', { has: ['Вьюга', 'Пётр Савин'], lacks: ['Ильина'] }],
    ['Сколько раз в день кормят Бурана?', { has: ['два раза'], lacks: ['три раза'] }],
    ['Что обязан делать хозяин?', { has: ['корм', 'прививки', 'до восьми'], lacks: ['гулять'] }],
    ['Что вправе делать хозяин?', { has: ['гулять', 'осмотре'], lacks: ['прививки'] }],
    ['Какой телефон у сторожа?', { has: ['41-03'], lacks: ['41-15', '41-27'] }],
  ];
  for (const [question, { has, lacks = [] }] of CASES) {
    it(`quotes what answers ${JSON.stringify(question)}, whole and nothing of its neighbours`, async () => {
      const { kind, quotes } = await indexed.selectQuotes(await indexed.search({ question, context: [] }));
      const of = ({ paragraph, start, end }: (typeof quotes)[number]) =>
        paragraph.text.slice(start - paragraph.start, end - paragraph.start);
      const said = (kind === 'related' ? quotes.slice(0, 2) : quotes).map(of).join('\n');
      const missing = has.filter((words) => !said.includes(words));
      const besides = lacks.filter((words) => said.includes(words));
      assert.deepEqual({ missing, besides }, { missing: [], besides: [] }, `${kind}: ${said}`);
    });
  }

  /** The texts of the spans offered for a question, of every paragraph read. */
  const offered = async (question: string) => {
    const found = await indexed.search({ question, context: [] });
    return answerSpans(found.sentences, found).map(({ paragraph, start, end }) =>
      paragraph.text.slice(start - paragraph.start, end - paragraph.start),
    );
  };

  it('run from a subject to no fact of another subject', async () => {
    const spans = await offered('How many people does boat Ibis carry?');
    assert.ok(spans.includes('Boat Ibis has two oars.'), spans.join(' | '));
    assert.deepEqual(
      spans.filter((text) => text.includes('Ibis') && text.includes('five people')),
      [],
    );
  });

  it('are a list as a whole, and none of its items, where no single item is asked for', async () => {
    const items = async (question: string) => (await offered(question)).filter((text) => text.includes('a torch'));
    assert.deepEqual(await items('What must every guest bring?'), ['- a sleeping bag;\n- a torch;\n- rubber boots.']);
    assert.deepEqual(await items('Must guests bring a torch?'), ['- a torch;']);
  });
});
