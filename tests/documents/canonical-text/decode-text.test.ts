import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { decodeText } from '../../../src/documents/canonical-text/decode-text.ts';

/** A text in an encoding of one byte a letter, by way of its decoder. */
function encode(text: string, encoding: string): Uint8Array {
  const letters = new TextDecoder(encoding).decode(Uint8Array.from({ length: 256 }, (_, byte) => byte));
  return Uint8Array.from(text, (character) => {
    const byte = letters.indexOf(character);
    assert.notEqual(byte, -1, `${encoding} has no ${character}`);
    return byte;
  });
}

const SHORT = ['Да.', 'Нет.', 'Сад', 'чай', 'Текст', 'ТЕКСТ', 'Съезд', 'Объявление', 'Цех', 'Эхо', 'Привет, мир!'];
const LONGER = [
  'Hello, мир',
  'ПРАВИЛА МУЗЕЯ',
  'УСТАВ\n\nСад открыт ежедневно, кроме первого понедельника.',
  'Приказ N 5 от 12.03.2023\n\nСчёт-фактура выдаётся в день отгрузки. Щётка, подъезд, эхо.',
];

describe('decodeText', () => {
  for (const encoding of ['windows-1251', 'koi8-r', 'ibm866']) {
    for (const text of [...SHORT, ...LONGER].filter((own) => own !== 'чай' || encoding !== 'ibm866')) {
      it(`detects that ${JSON.stringify(text.slice(0, 20))} is in ${encoding}`, () => {
        assert.equal(decodeText(encode(text, encoding)).text, text);
      });
    }
  }

  for (const [text, encoding, hex] of [
    [
      '図書館は月曜日以外毎日開いています。',
      'shift_jis',
      '907d8f918ad982cd8c8e976a93fa88c88a4f968893fa8a4a82a282c482a282dc82b78142',
    ],
    [
      '図書館は月曜日を除き毎日開いています。',
      'euc-jp',
      'bfdebdf1b4dba4cfb7eecdcbc6fca4f2bdfca4adcbe8c6fcb3aba4a4a4c6a4a4a4dea4b9a1a3',
    ],
    [
      '도서관은 월요일을 제외하고 매일 열립니다',
      'euc-kr',
      'b5b5bcadb0fcc0ba20bff9bfe4c0cfc0bb20c1a6bfdcc7cfb0ed20b8c5c0cf20bfadb8b3b4cfb4d9',
    ],
    [
      '图书馆除星期一外每天开放，不是免费的。',
      'gb18030',
      'cdbccae9b9ddb3fdd0c7c6dad2bbcde2c3bfccecbfaab7c5a3acb2bbcac7c3e2b7d1b5c4a1a3',
    ],
    [
      '圖書館除星期一外每天開放，不是免費的。',
      'big5',
      'b9cfaed1c05db0a3ac50b4c1a440a57ea843a4d1b67da9f1a141a4a3ac4fa74bb64faabaa143',
    ],
  ] as const) {
    it(`detects "${text.slice(0, 5)}" in ${encoding}`, () => {
      assert.equal(decodeText(Buffer.from(hex, 'hex')).text, text);
    });
  }

  for (const [encoding, text] of [
    ['windows-1250', 'Číslo smlouvy musí být uvedeno na každé žádosti o příspěvek.'],
    ['windows-1250', 'Umowę można rozwiązać w każdej chwili, składając oświadczenie.'],
    ['windows-1253', 'Το μουσείο είναι κλειστό κάθε Δευτέρα.'],
    ['windows-1254', 'Müze pazartesi günleri kapalıdır, çocuklar için giriş ücretsizdir.'],
    ['iso-8859-5', 'Музей закрыт по понедельникам.'],
    ['x-mac-cyrillic', 'Музей закрыт по понедельникам, вход для детей бесплатный.'],
    ['koi8-u', 'Музей зачинено щопонеділка, її відвідувачі купують квитки.'],
  ] as const) {
    it(`detects "${text.slice(0, 12)}" in ${encoding}, also where another encoding is declared`, () => {
      for (const declared of [undefined, 'iso-8859-1', 'utf-8']) {
        assert.equal(decodeText(encode(text, encoding), { declared }).text, text);
      }
    });
  }

  it('reads Western texts with quotation marks, dashes and diacritics', () => {
    const bytes = Buffer.from('Caf\xe9 d\xe9j\xe0 vu \x96 \x93quoted\x94 text\x92s end\x85', 'latin1');
    assert.equal(decodeText(bytes).text, 'Café déjà vu – “quoted” text’s end…');
  });

  for (const text of ['Да', 'Сад открыт.', 'Text', 'Ёлки – 5 €']) {
    it(`reads "${text}" in UTF-8 and UTF-16 with a byte order mark`, () => {
      const wide = Buffer.from(`\ufeff${text}`, 'utf16le');
      for (const bytes of [Buffer.from(text), Buffer.from(`\ufeff${text}`), wide, Buffer.from(wide).swap16()]) {
        assert.equal(decodeText(bytes).text, text);
      }
    });
  }

  for (const text of ['Сад открыт ежедневно.\r\n\r\nВход бесплатный.', 'The garden is open.', 'Сад, the garden']) {
    it(`reads "${text.slice(0, 12)}" in UTF-16 without a byte order mark`, () => {
      const wide = Buffer.from(text, 'utf16le');
      for (const bytes of [wide, Buffer.from(wide).swap16()]) assert.equal(decodeText(bytes).text, text);
    });
  }

  it('reads valid UTF-8 as UTF-8, whatever encoding is declared', () => {
    assert.equal(decodeText(Buffer.from('Р”Р°'), { declared: 'koi8-r' }).text, 'Р”Р°');
  });

  for (const [name, bytes, text, count] of [
    ['a letter cut off', Buffer.from('Сад открыт').subarray(0, 8), 'Сад \ufffd', 1],
    ['a stray byte', Buffer.from([...Buffer.from('Цена — 5 евро.'), 0xff]), 'Цена — 5 евро.\ufffd', 1],
    ['two NULs', Buffer.from('A boat costs\0 12 euros\0.'), 'A boat costs\ufffd 12 euros\ufffd.', 2],
  ] as const) {
    it(`reads a text with ${name}, and reports how many characters were not read`, () => {
      assert.deepEqual(decodeText(bytes), { text, omissions: [{ kind: 'characters-not-read', count }] });
    });
  }

  it('uses the declared encoding for other bytes, unless it is unknown', () => {
    assert.equal(decodeText(encode('ё', 'koi8-r'), { declared: 'KOI8-R' }).text, 'ё');
    assert.equal(decodeText(encode('Текст', 'windows-1251'), { declared: 'x-none' }).text, 'Текст');
  });

  for (const [name, bytes, message] of [
    ['binary data', Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0x41), /it holds binary data, not text; convert it to .+/],
    [
      'an encoding that is not recognised',
      encode('הספרייה פתוחה בכל יום חוץ מיום שני, משעה תשע בבוקר עד שמונה בערב', 'windows-1255'),
      /its encoding cannot be recognised .+; save it as UTF-8/,
    ],
    ['binary data without zeros', Uint8Array.from({ length: 200 }, (_, i) => (i * 37 + 1) % 255 || 1), /binary/],
  ] as const) {
    it(`refuses ${name}`, () => {
      assert.throws(() => decodeText(bytes).text, { code: 'DOCUMENT_UNREADABLE', message });
    });
  }
});
