import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { loadConfig } from '../../../src/config/config.ts';
import { ALIKE, compareQuestions } from '../../../src/conversations/review/compare-questions.ts';
import { groupAlike } from '../../../src/conversations/review/group-alike.ts';
import { openEmbedder } from '../../../src/embeddings/open-embedder.ts';

/** Five questions of visitors of a garage, each in four ways. */
const RUSSIAN = [
  [
    'Как часто нужно менять масло в двигателе?',
    'Через сколько километров менять масло в двигателе?',
    'Замена масла в двигателе: с какой периодичностью?',
    'Когда менять моторное масло?',
  ],
  [
    'Есть ли на станции туалет для посетителей?',
    'Где на станции туалет?',
    'Туалет для клиентов есть?',
    'Могут ли посетители пользоваться туалетом?',
  ],
  [
    'Сколько длится гарантия на ремонт?',
    'Какой срок гарантии на ремонт?',
    'На какое время даётся гарантия после ремонта?',
    'Гарантийный срок ремонта',
  ],
  [
    'Можно ли оплатить картой?',
    'Принимаете ли вы карты к оплате?',
    'Оплата банковской картой возможна?',
    'Могу ли я заплатить картой?',
  ],
  [
    'Кому пожаловаться на мастера?',
    'Куда подать жалобу на плохого мастера?',
    'Как оставить жалобу на работу мастера?',
    'Жалоба на мастера: куда обратиться?',
  ],
];
/** Five questions of people who rent bicycles. */
const ENGLISH = [
  [
    'How much does it cost to rent a bike for a day?',
    'What is the daily price of renting a bike?',
    'Daily bike rental price',
    'Price for renting a bicycle for one day',
  ],
  [
    'Do I need a helmet?',
    'Is wearing a helmet required?',
    'Are helmets compulsory for riders?',
    'Must I put on a helmet?',
  ],
  [
    'What happens if the bike is stolen?',
    'Who pays when a bike gets stolen?',
    'Somebody stole my rented bike, what now?',
    'Theft of a bike: what do I do if it is stolen?',
  ],
  [
    'Can children ride along in a child seat?',
    'Do you have child seats?',
    'Is a seat for a child available?',
    'Renting a child seat',
  ],
  [
    'How do I cancel my booking?',
    'Can a booking be cancelled?',
    'Cancelling a booking',
    'Until when may I cancel the booking I made?',
  ],
];
/** Every two of them ask for different things, some with all words but one in common. */
const UNLIKE = [
  'Сколько стоит билет на паром?',
  'Сколько стоит билет на автобус?',
  'Можно ли оплатить картой?',
  'Можно ли оплатить наличными?',
  'Кто подписывает акт?',
  'Кто подписывает договор?',
  'Какой бюджет на 2024 год?',
  'Какой бюджет на 2025 год?',
  'Где находится касса?',
  'How long is the lease?',
  'How long is the break?',
  'Who cleans the kitchen?',
  'Who cleans the stairs?',
  'Where is the fire exit?',
  'Where can I leave my luggage?',
  'What does article 4 say?',
  'What does article 5 say?',
];

describe('questions grouped by likeness', () => {
  const embedder = openEmbedder(loadConfig({}).embedding);
  after(() => embedder.close());

  const grouped = async (questions: string[]): Promise<string[][]> => {
    const groups = await groupAlike(await compareQuestions(questions, embedder.words), ALIKE);
    return groups.map((places) => places.map((place) => questions[place]!).sort()).sort();
  };
  const sorted = (groups: string[][]) => groups.map((group) => group.toSorted()).sort();

  for (const [language, groups] of Object.entries({ Russian: RUSSIAN, English: ENGLISH })) {
    it(`makes five groups of twenty paraphrases of five questions in ${language}, in whatever order`, async () => {
      const questions = groups.flat();
      assert.deepEqual(await grouped(questions), sorted(groups));
      assert.deepEqual(await grouped(questions.toReversed()), sorted(groups));
      const mixed = questions.toSorted((a, b) => a.length - b.length || (a < b ? -1 : 1));
      assert.deepEqual(await grouped(mixed), sorted(groups));
    });
  }

  it('keeps apart what asks for different things, in nearly the same words too', async () => {
    assert.deepEqual(await grouped(UNLIKE), sorted(UNLIKE.map((question) => [question])));
  });

  it('joins what differs in one place by a word of the same meaning or of the same spelling', async () => {
    for (const alike of [
      ['Где оставить велосипед?', 'Где поставить велосипед?'],
      ['Can I bring my bike?', 'Can I bring my bicycle?'],
      ['Сколько стоит абонемент?', 'Сколько стоит абонимент?'],
    ]) {
      assert.deepEqual(await grouped(alike), [alike.toSorted()]);
    }
  });

  it('groups languages that the model does not know by their spelling', async () => {
    const kazakh = ['Кітапханада ит болуға бола ма?', 'Кітапханаға ит кіре ме?', 'Төлем қашан жасалады?'];
    assert.deepEqual(await grouped(kazakh), sorted([kazakh.slice(0, 2), kazakh.slice(2)]));
  });

  it('lets others work while it compares many', async () => {
    const letters = (number: number) =>
      String.fromCharCode(...[...String(number)].map((digit) => 1072 + Number(digit)));
    const questions = Array.from({ length: 1200 }, (_, place) => `Где ${letters(place * 7919)} и ${letters(place)}?`);
    let turns = 0;
    let isOver = false;
    const others = (async () => {
      for (; !isOver; turns += 1) await nextTurn();
    })();
    await grouped(questions);
    isOver = true;
    await others;
    assert.ok(turns >= 20, `others had ${turns} turns`);
  });

  it('compares the beginning of a long question alone', async () => {
    const words = Array.from({ length: 300 }, (_, place) => `w${place}ord`).join(' ');
    let embedded = 0;
    const counting: typeof embedder.words = {
      ...embedder.words,
      embed(texts, kind) {
        embedded += texts.length;
        return embedder.words.embed(texts, kind);
      },
    };
    await compareQuestions([words], counting);
    assert.ok(embedded > 10 && embedded < 100, `${embedded} words were embedded`);
  });

  it('takes what has no words, and nothing at all', async () => {
    assert.deepEqual(await grouped([]), []);
    assert.deepEqual((await grouped(['???', '…', 'а'])).flat().toSorted(), ['???', '…', 'а'].toSorted());
  });
});

describe('average linkage', () => {
  const rows = (likenesses: number[][]) => ({ count: likenesses.length, rows: Float32Array.from(likenesses.flat()) });

  it('joins two groups by the mean of all their pairs, the most alike first', async () => {
    // 0 and 1 are joined first; the mean of 2 with both is 0.35.
    const three = rows([
      [0, 0.9, 0.5],
      [0.9, 0, 0.2],
      [0.5, 0.2, 0],
    ]);
    assert.deepEqual(await groupAlike(three, 0.34), [[0, 1, 2]]);
    assert.deepEqual(await groupAlike(three, 0.36), [[0, 1], [2]]);
  });

  it('never joins what is apart, whatever is between', async () => {
    const apart = Number.NEGATIVE_INFINITY;
    const three = rows([
      [0, apart, 0.9],
      [apart, 0, 0.8],
      [0.9, 0.8, 0],
    ]);
    assert.deepEqual(await groupAlike(three, 0.1), [[0, 2], [1]]);
  });
});
