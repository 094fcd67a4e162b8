import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { knownShare, type WordTokenizer } from '../../src/embeddings/known-share.ts';
import { assertAbove, assertClose } from '../support/assertions.ts';
import { openEmbedder } from '../support/tiny-model.ts';

/** A tokenizer that has some words whole and spells out the others; Greek it does not have at all. */
const tokenizer: WordTokenizer = {
  unk_token_id: 1,
  tokenize: (word) => (['river', 'bridge'].includes(word) ? [`▁${word}`] : ['▁', ...word]),
  encode: (word) => (/\p{Script=Greek}/u.test(word) ? [0, 1] : [0, 2]),
};

describe('knownShare', () => {
  for (const [name, text, share] of [
    ['is the share of the words that are in the vocabulary', 'river, bridge and water', 0.5],
    ['is 0 when every word is spelt out or unknown', 'κρυφό water', 0],
    ['does not count words of one or two letters', 'a river is in it', 1],
    ['is 1 for a text without words', '2024 №5 — !', 1],
    ['takes pieces of writing without blanks for known, unless one is unknown', '茶馆开门', 1],
  ] as const) {
    it(name, () => assert.equal(knownShare(text, tokenizer), share));
  }
});

describe('what the built-in model knows', () => {
  const embedder = openEmbedder({ offline: true });
  const shareOf = async (text: string) => (await embedder.knownShares([text]))[0]!;

  it('is most of a question in the languages it has the words of', async () => {
    for (const text of [
      'Кто отвечает за хранение ключей от склада?',
      'Who is responsible for the keys of the storehouse?',
      'Wer ist für die Schlüssel des Lagerhauses verantwortlich?',
      '¿Quién guarda las llaves del almacén durante la noche?',
      'Хто відповідає за зберігання ключів від складу?',
    ])
      assertAbove(await shareOf(text), 0.8);
  });

  it('is little of other languages, and nothing of other scripts', async () => {
    assertAbove(0.45, await shareOf('Deponun anahtarlarını gece kim saklıyor?'));
    assertAbove(0.45, await shareOf('Ki felel a raktár kulcsaiért éjszaka?'));
    for (const text of [
      'من يحتفظ بمفاتيح المستودع؟',
      '仓库的钥匙由谁保管？',
      'ใครเก็บกุญแจโกดัง',
      'गोदाम की चाबियाँ कौन रखता है?',
    ])
      assertClose(await shareOf(text), 0, 1e-9);
  });

  it('is asked of many texts at once, in their order', async () => {
    const shares = await embedder.knownShares(['склад', 'مستودع', 'storehouse']);
    assert.deepEqual(shares, [1, 0, 1]);
  });
});
