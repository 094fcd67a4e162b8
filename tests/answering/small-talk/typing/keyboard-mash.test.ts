import assert from 'node:assert/strict';
import { it } from 'node:test';
import { isKeyboardMash } from '../../../../src/answering/small-talk/typing/keyboard-mash.ts';

it('knows keys pressed at random from words of the same row', () => {
  const mash = ['asdf', 'fdsa', 'qwe', 'йцу', 'ффф', 'asdasd', 'ghjghj', 'фывфыва', 'ывапро', 'zxczxc'];
  assert.deepEqual(
    mash.filter((word) => !isKeyboardMash(word)),
    [],
  );
  const words = [
    'were',
    'про',
    'правда',
    'опора',
    'провал',
    'пора',
    'право',
    'error',
    'power',
    'tree',
    'народ',
    'mission',
  ];
  assert.deepEqual(words.filter(isKeyboardMash), []);
});
