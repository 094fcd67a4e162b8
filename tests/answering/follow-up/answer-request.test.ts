import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type AnswerRequest, answerRequestIn } from '../../../src/answering/follow-up/answer-request.ts';

const ASKED: Record<AnswerRequest, string[]> = {
  where: [
    'где это написано?',
    'Где об этом сказано',
    'В каком пункте это указано?',
    'откуда это?',
    'Откуда ты это взял?',
    'Источник?',
    'А на какой странице?',
    'Where does it say that?',
    'where exactly is that written?',
    "what's the source?",
    'Which clause is it?',
    'How do you know?',
    'Can you show the source please',
  ],
  whole: [
    'Полностью',
    'покажи целиком, пожалуйста',
    'полный текст',
    'in full',
    'Show me the whole paragraph',
    'full text please',
  ],
  more: [
    'Ещё!',
    'еще',
    'подробнее',
    'А подробнее?',
    'Расскажи подробнее об этом',
    'что ещё сказано?',
    'дальше',
    'Продолжай',
    'more',
    'Tell me more',
    'more details please',
    'go on',
    'Anything else?',
    'is that all?',
  ],
  shorter: ['короче', 'Покороче, пожалуйста', 'в двух словах', 'Shorter', 'make it shorter', 'in short', 'tl;dr'],
  sure: [
    'точно?',
    'Ты уверен?',
    'Вы уверены?',
    'это правда?',
    'Are you sure?',
    'are you sure about that',
    'Really?',
    'Is that correct?',
  ],
};

describe('answerRequestIn', () => {
  for (const [request, messages] of Object.entries(ASKED)) {
    for (const message of messages) {
      it(`takes ${JSON.stringify(message)} for "${request}"`, () => {
        assert.equal(answerRequestIn(message), request);
      });
    }
  }

  for (const message of [
    'Почему?',
    'Где офис?',
    'Где подписан договор?',
    'Подробнее о возврате товара',
    'Что ещё входит в аренду?',
    'Ещё один абонемент сколько стоит?',
    'Сколько стоит короткий тариф?',
    'Точное время начала?',
    'Where is the office?',
    'Where does it say that pets are allowed?',
    'How much more does express cost?',
    'Is that included in the rent?',
    'More than two dogs?',
    'Which page size is used?',
    'Wo steht das?',
  ]) {
    it(`takes ${JSON.stringify(message)} for a question about the documents`, () => {
      assert.equal(answerRequestIn(message), null);
    });
  }

  it('comes to the end of a long run of signs that is not the end of the message', { timeout: 60_000 }, () => {
    assert.equal(answerRequestIn(`${'… '.repeat(1_000_000)}x`), null);
    assert.equal(answerRequestIn(`Источник${'… '.repeat(1_000_000)}`), 'where');
  });
});
