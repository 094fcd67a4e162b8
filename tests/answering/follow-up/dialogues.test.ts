import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Assistant } from '../../../src/assistant.ts';
import type { Answer } from '../../../src/protocol/answer.ts';
import type { ChatTurn } from '../../../src/protocol/requests.ts';
import { openIndexedAssistant } from '../../support/indexed-assistant.ts';
import { temporaryDirectory, writeFiles } from '../../support/temporary-directory.ts';
import { DOCUMENTS } from './documents.ts';

/** What is asked one after another, and the words that a quote of the last answer has. */
type Dialogue = [...questions: string[], quoted: RegExp];

const PART_FOR_PART: Dialogue[] = [
  ['Когда бассейн открыт в будни?', 'а по субботам?', /субботам.*9:00/],
  ['Когда бассейн открыт в будни?', 'А в воскресенье?', /воскресеньям/],
  ['Сколько стоит посещение для взрослых?', 'а для детей?', /детей стоит 250/],
  ['Сколько стоит посещение для взрослых?', 'Для пенсионеров?', /пенсионеров.*300/],
  ['Сколько стоит годовой абонемент?', 'А месячный?', /2 900/],
  ['Сколько стоит годовой абонемент?', 'месячный?', /2 900/],
  ['Какой срок предупреждения в договоре аренды?', 'а в трудовом договоре?', /две недели/],
  ['Какой срок предупреждения в трудовом договоре?', 'а в договоре аренды?', /три месяца/],
  ['Кто оплачивает текущий ремонт?', 'А капитальный?', /арендодатель/],
  ['How much is a rowing boat on weekdays?', 'and on Sundays?', /18 pounds/],
  ['How much is a rowing boat on weekdays?', 'What about Sundays?', /18 pounds/],
  ['How much does a rowing boat cost an hour?', 'and a canoe?', /9 pounds/],
  ['Do children need life jackets?', 'and adults?', /Adults/],
  ['Сколько стоит посещение для взрослых?', 'а для детей?', 'а для пенсионеров?', /пенсионеров.*300/],
];

const SUBJECT_TAKEN: Dialogue[] = [
  ['Какая справка нужна детям?', 'Сколько она действует?', /три месяца/],
  ['Какая справка нужна детям?', 'А где её выдают?', /поликлинике/],
  ['Кто директор бассейна?', 'А когда она принимает посетителей?', /четвергам/],
  ['Какой оклад у тренера?', 'А когда выплачивают?', /10-го числа/],
  ['Допускаются ли собаки?', 'Почему?', /потому что/],
  ['How much is the deposit?', 'When is it returned?', /three days/],
  ['Who is the club secretary?', 'Where is her office?', /above the boathouse/],
  ['Are dogs allowed in canoes?', 'Why?', /because they tip over/],
  ['Is the slipway closed in winter?', 'When does it open?', /1 April/],
  ['When were the safety rules signed?', 'Who signed them?', /Brisco/],
];

const NOTHING_TAKEN: Dialogue[] = [
  ['Сколько стоит годовой абонемент?', 'Кто директор бассейна?', /Сухова/],
  ['Когда бассейн открыт в будни?', 'Какой оклад у тренера?', /64 000/],
  ['Какой оклад у тренера?', 'Кто оплачивает капитальный ремонт?', /арендодатель/],
  ['Сколько стоит посещение для детей?', 'Какая арендная плата за зал?', /85 000/],
  ['How much is a canoe?', 'Who is the club secretary?', /Maud Ellery/],
  ['Who is the club secretary?', 'How much is the deposit?', /40 pounds/],
  ['Do children need life jackets?', 'When were the safety rules signed?', /2021/],
  ['Сколько стоит посещение для взрослых?', 'Спасибо!', 'а для детей?', /детей стоит 250/],
  ['How much is a rowing boat on weekdays?', 'ok, thanks', 'and on Sundays?', /18 pounds/],
];

const ABOUT_THE_ANSWER: Dialogue[] = [
  ['Сколько стоит годовой абонемент?', 'подробнее', /^2\.2\. Годовой.*2 900.*14 дней\.$/],
  ['Сколько стоит годовой абонемент?', 'покажи полностью', /^2\.2\. Годовой.*14 дней\.$/],
  ['Сколько стоит годовой абонемент?', 'Точно?', /21 000/],
  ['Сколько стоит годовой абонемент?', 'где это написано?', /21 000/],
  ['Сколько стоит годовой абонемент?', 'подробнее', 'короче', /21 000/],
  ['How much is the deposit?', 'more', /^A deposit.*three days\.$/],
  ['How much is the deposit?', 'in full', /^A deposit.*three days\.$/],
  ['How much is the deposit?', 'Are you sure?', /40 pounds/],
  ['How much is the deposit?', 'Where does it say that?', /40 pounds/],
  ['How much is the deposit?', 'shorter, please', /40 pounds/],
  ['Сколько стоит посещение для взрослых?', 'где это написано?', 'а для детей?', /детей стоит 250/],
];

describe('a conversation whose client sends the texts of its turns', () => {
  let assistant: Assistant;
  let discard: () => Promise<void>;
  const directory = temporaryDirectory();
  before(async () => {
    writeFiles(directory, DOCUMENTS);
    ({ assistant, discard } = await openIndexedAssistant({ DOCUMENTS_DIR: directory }));
  });
  after(() => discard());

  const converse = async (questions: readonly string[]): Promise<Answer> => {
    const history: ChatTurn[] = [];
    let last: Answer | null = null;
    for (const message of questions) {
      last = await assistant.ask({ message, history: [...history] });
      history.push({ role: 'user', content: message }, { role: 'assistant', content: last.text });
    }
    assert.ok(last, 'something was asked');
    return last;
  };

  for (const [title, dialogues] of Object.entries({
    'takes the place of the part of the same kind': PART_FOR_PART,
    'is about what was asked before': SUBJECT_TAKEN,
    'takes nothing from before': NOTHING_TAKEN,
    'is about the answer': ABOUT_THE_ANSWER,
  })) {
    for (const dialogue of dialogues) {
      const questions = dialogue.slice(0, -1) as string[];
      const quoted = dialogue.at(-1) as RegExp;
      it(`${title}: ${questions.join(' → ')}`, async () => {
        const answer = await converse(questions);
        assert.ok(
          answer.citations.some(({ quote }) => quoted.test(quote)),
          `a quote has ${quoted}: ${answer.text}`,
        );
      });
    }
  }

  it('says where a quote stands', async () => {
    const english = await converse(['How much is the deposit?', 'Where does it say that?']);
    assert.match(english.text, /\[1\] — Handbook of the Alder Boat Club › Hire$/);
    const russian = await converse(['Кто оплачивает капитальный ремонт?', 'В каком пункте это написано?']);
    assert.match(russian.text, /\[\d\] — Договор аренды зала · п\. 1\.3$/);
  });

  it('shows what is near after the paragraph itself, and says so when there is no more', async () => {
    const history = ['Сколько стоит годовой абонемент?', 'подробнее'];
    const kinds = [];
    for (let more = 0; more < 4; more += 1) {
      history.push('ещё');
      const { kind, reason } = await converse(history);
      kinds.push(kind);
      if (reason === 'nothing-more') break;
    }
    assert.deepEqual(kinds.at(-1), 'unanswered');
    assert.ok(
      kinds.slice(0, -1).every((kind) => kind === 'related'),
      `what is near is related: ${kinds}`,
    );
  });

  it('answers the question again when nothing was quoted', async () => {
    const asked = await converse(['What is the height of Mount Everest?']);
    const again = await converse(['What is the height of Mount Everest?', 'Are you sure?']);
    assert.equal(again.text, asked.text);
  });
});
