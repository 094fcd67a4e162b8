import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { hasName, namesIn } from '../../../../src/answering/grounding/names/names-in.ts';
import { tokenize } from '../../../../src/text/tokenize.ts';

const isNamed = (name: string, text: string, cosine = 0) => hasName(tokenize(text), name, () => cosine);

describe('namesIn', () => {
  it('takes capitalised words inside a sentence, abbreviations and quoted names', () => {
    assert.deepEqual(namesIn('Операцию «Канал» в Казахстане проводит ОДКБ.'), ['канал', 'казахстане', 'одкб']);
    assert.deepEqual(namesIn('The exercise Grey Lantern is held off Dunmere.'), ['grey', 'lantern', 'dunmere']);
    assert.deepEqual(namesIn('Отпуск утверждает Г. Р. Ахметшин.'), ['ахметшин']);
  });

  it('leaves out the first word, numerals and common words in capitals', () => {
    assert.deepEqual(namesIn('Решение во II квартале примет Совет.'), []);
    assert.deepEqual(namesIn('Next, the Committee meets.'), []);
  });
});

describe('hasName', () => {
  it('recognises a name in another grammatical case, spelt out, and glued to another word', () => {
    assert.equal(isNamed('златоусте', 'г. Златоуст'), true);
    assert.equal(isNamed('одкб', 'Организации Договора о коллективной безопасности'), true);
    assert.equal(isNamed('советского', 'братских республикСоветского Союза'), true);
  });

  it('recognises a name in another alphabet by its consonants or its meaning', () => {
    assert.equal(isNamed('konyok', 'фирма «Конёк»'), true);
    assert.equal(isNamed('vilmark', 'в Вильмарке'), true);
    assert.equal(isNamed('csto', 'ОДКБ', 0.44), true);
  });

  it('does not take one name for another, however alike in meaning', () => {
    assert.equal(isNamed('армения', 'Казахстан', 0.9), false);
    assert.equal(isNamed('карвинге', 'Карвала'), false);
    assert.equal(isNamed('moscow', 'Астана', 0.12), false);
  });
});
