import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isSmallTalk } from '../../../src/answering/follow-up/small-talk.ts';

describe('isSmallTalk', () => {
  for (const message of [
    'Спасибо!',
    'большое спасибо',
    'ок, ясно',
    'Понятно.',
    'thanks',
    'ok, got it',
    'Great, thank you!',
    '?',
    '👍',
    'Привет',
    'bye',
  ]) {
    it(`says yes of ${JSON.stringify(message)}`, () => assert.equal(isSmallTalk(message), true));
  }
  for (const message of [
    'Спасибо, а когда?',
    'Привет, где офис?',
    'за что?',
    'for the children',
    'ok, and on Sundays?',
    'Сколько?',
    'теперь и мне',
    'Danke',
  ]) {
    it(`says no of ${JSON.stringify(message)}`, () => assert.equal(isSmallTalk(message), false));
  }
});
