import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readRewriting } from '../../../src/answering/model/read-rewriting.ts';

const IN_RUSSIAN = {
  message: 'А для аспирантов?',
  history: ['Какой срок обучения для студентов?', 'Срок обучения студентов — четыре года.'],
};
const IN_ENGLISH = {
  message: 'And how long is it for seniors?',
  history: ['How long is the warranty of the bicycle?', 'The warranty of the bicycle lasts two years.'],
};
const REQUEST = {
  message: 'Tell me more about that',
  history: ['Who repairs the bicycle?', 'The workshop repairs it.'],
};

describe('readRewriting', () => {
  for (const [written, conversation] of [
    ['Какой срок обучения для аспирантов?', IN_RUSSIAN],
    ['«Какой срок обучения для аспирантов?»', IN_RUSSIAN],
    ['Каков срок обучения аспирантов', IN_RUSSIAN],
    ['How long is the warranty of the bicycle for seniors?', IN_ENGLISH],
    ['Tell me more about the workshop', REQUEST],
    ['What does the workshop do with the bicycle?', REQUEST],
  ] as const) {
    it(`takes "${written}"`, () => {
      assert.equal(readRewriting(` ${written}\n`, conversation), written.replace(/[«»]/g, ''));
    });
  }

  for (const [written, conversation] of [
    ['', IN_RUSSIAN],
    ['Ответ на вопрос: пять лет.', IN_RUSSIAN],
    ['Срок обучения аспирантов — четыре года.', IN_RUSSIAN],
    ['Извините, я не могу переписать этот вопрос.', IN_RUSSIAN],
    ['Какая завтра погода в Казани?', IN_RUSSIAN],
    ['Какой срок обучения для аспирантов?\nСрок обучения — пять лет.', IN_RUSSIAN],
    ['<question>Какой срок обучения для аспирантов?</question>', IN_RUSSIAN],
    ['NO_ANSWER', IN_ENGLISH],
    ['The answer to the question is: Seven years.', IN_ENGLISH],
    ['The warranty of the bicycle lasts two years for seniors.', IN_ENGLISH],
    ['The warranty lasts two years [1].', IN_ENGLISH],
    ["I'm sorry, but I cannot help with that request.", IN_ENGLISH],
    ['The workshop repairs the bicycle.', REQUEST],
    [`How long ${'is the warranty of the bicycle '.repeat(20)}?`, IN_ENGLISH],
  ] as const) {
    it(`refuses ${JSON.stringify(written.slice(0, 60))}`, () => {
      assert.equal(readRewriting(written, conversation), null);
    });
  }
});
