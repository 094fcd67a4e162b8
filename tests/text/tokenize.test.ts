import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isTerm, termsOf, tokenize } from '../../src/text/tokenize.ts';

describe('tokenize', () => {
  for (const [name, text, words] of [
    ['lower-cases and drops punctuation', 'Совет «ОДКБ», Устав!', ['совет', 'одкб', 'устав']],
    ['takes ё for е', 'Всё ЁЛКИ', ['все', 'елки']],
    ['takes a decomposed letter for the composed one', 'йод café'.normalize('NFD'), ['йод', 'café']],
    [
      'takes words in capitals for those in small letters',
      'KİRA ISI ısı ΌΡΟΣ ΟΡΟΣ όρος',
      ['kira', 'isi', 'isi', 'οροσ', 'οροσ', 'οροσ'],
    ],
    ['drops stress marks', 'за\u0301мок замо\u0301к', ['замок', 'замок']],
    ['drops soft hyphens', 'безопас\u00adность', ['безопасность']],
    ['splits hyphenated words', 'палестино-израильский, 20-летие', ['палестино', 'израильский', '20', 'летие']],
    ['keeps a number with its comma or point whole', '7,4 км, 3.14, 28.11.2024.', ['7,4', 'км', '3.14', '28.11.2024']],
    ['takes a number and the word glued to it apart', '2024года 5G', ['2024', 'года', '5', 'g']],
    ['drops the possessive s', "the Organisation’s and Russia's", ['the', 'organisation', 'and', 'russia']],
    ['takes both apostrophes for one', "O’Brien don't", ["o'brien", "don't"]],
    ['drops quotation marks that look like apostrophes', "'канал' ’канал’", ['канал', 'канал']],
    ['folds compatibility forms', '№5 ﬁne ５', ['no', '5', 'fine', '5']],
    ['keeps the words of other scripts', 'हिन्दी العربية Ελλάδα', ['हिन्दी', 'العربية', 'ελλαδα']],
    [
      'splits Chinese and Japanese into overlapping pairs',
      '茶馆开门。日本語',
      ['茶馆', '馆开', '开门', '日本', '本語'],
    ],
    ['splits Thai, Lao and Khmer so too', 'ชาเย็น', ['ชา', 'าเ', 'เย', 'ย็', '็น']],
    ['keeps one and two characters of such writing as they are', '茶 茶馆', ['茶', '茶馆']],
    ['parts such writing from letters beside it', 'iPhone手机壳', ['iphone', '手机', '机壳']],
    ['survives lone surrogates and symbols', 'а\ud83d \udc00б 😀', ['а', 'б']],
    ['keeps stop words', 'и в на the', ['и', 'в', 'на', 'the']],
    ['finds nothing in nothing', ' …—\n', []],
  ] as const) {
    it(name, () => {
      assert.deepEqual(tokenize(text), words);
    });
  }
});

describe('termsOf', () => {
  it('counts content words: no stop words, no single letters', () => {
    assert.deepEqual(
      termsOf('Мир и мир во всём мире. The peace of a nation'),
      new Map([
        ['мир', 2],
        ['мире', 1],
        ['peace', 1],
        ['nation', 1],
      ]),
    );
  });

  it('counts numbers, also of one digit', () => {
    assert.deepEqual(
      termsOf('5 и 1967'),
      new Map([
        ['5', 1],
        ['1967', 1],
      ]),
    );
  });
});

describe('isTerm', () => {
  it('recognises stop words in either spelling of ё, once they are tokenized', () => {
    assert.deepEqual(tokenize('ещё её').map(isTerm), [false, false]);
  });
});
