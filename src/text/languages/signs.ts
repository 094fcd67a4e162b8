import type { Script } from './script-languages.ts';

/** What distinguishes a language from the others of its script. */
interface Signs {
  /** Frequent words that the others do not have, in small letters. */
  words: ReadonlySet<string>;
  /** Letters, or spellings, that few others have. */
  letters: RegExp;
  /** Letters that the language does not have. */
  foreign: RegExp;
}

/**
 * Letters that languages of the n-grams do not have: a few words are too little for n-grams to distinguish them from their neighbours.
 */
export const FOREIGN_LETTERS = {
  be: /[ищъїєґ]/u,
  bg: /[ыэёіїєґўјљњћђџ]/u,
  ru: /[іїєґўјљњћђџ]/u,
  sr: /[йщъьыэюяёіїєґў]/u,
  uk: /[ыэёъўјљњћђџ]/u,
} satisfies Record<string, RegExp>;

/** Languages that are recognised by signs: those that the n-grams do not know or take for one another. */
export const SIGNS: Partial<Record<Script, Record<string, Signs>>> = {
  Cyrillic: {
    be: {
      words: listed('што калі дзе якая якое якія колькі ці гэта гэты быў ёсць яго яе'),
      letters: /ў/u,
      foreign: FOREIGN_LETTERS.be,
    },
    bg: {
      words: listed('какво кой коя кое кои къде кога колко защо какви какъв дали със във са беше'),
      letters: /ъ[^еёюя]/u,
      foreign: FOREIGN_LETTERS.bg,
    },
    kk: {
      words:
        listed(`және мен үшін туралы кім неше қанша қашан қайда қай қандай қалай неге бұл осы бір емес жоқ деген керек бойынша
        арқылы немен`),
      letters: /[әғқңөұүһ]/u,
      foreign: /[ўҳҷӣӯєїґ]/u,
    },
    ky: {
      words:
        listed(`жана менен үчүн жөнүндө тууралуу ким эмне канча качан кайда кайсы кандай кантип эмнеге бул ушул бир эмес жок
        деген керек боюнча аркылуу болот болобу болгон`),
      letters: /[ңөү]/u,
      foreign: /[әғқұһіўҳҷӣӯєїґ]/u,
    },
    mn: {
      words: listed('нь энэ тэр байна байсан хэн юу хэзээ хаана хэд ямар яагаад хэрхэн бөгөөд вэ бэ гэж'),
      letters: /[өү]/u,
      foreign: /[әғқңұһіўҳҷӣӯєїґ]/u,
    },
    sr: {
      words: listed('шта када зашто колико који која које којем је су није'),
      letters: /[ђјљњћџ]/u,
      foreign: FOREIGN_LETTERS.sr,
    },
    tg: {
      words: listed('ва барои чист кист кай кадом чанд чаро аст ҳаст шуд буд мешавад мумкин оё агар дорад бораи'),
      letters: /[ғқҳҷӣӯ]/u,
      foreign: /[әңөұүһіўєїґщыь]/u,
    },
    uk: {
      words: listed('що коли де який яка яке скільки чому це цей є його її із від під немає'),
      letters: /[їєґ]/u,
      foreign: FOREIGN_LETTERS.uk,
    },
    uz: {
      words: listed(
        'ва бу бир учун билан ким нима қачон қаерда қандай қанча неча нега қайси ҳақида эди эмас бор йўқ керак',
      ),
      letters: /[ғқҳ]/u,
      foreign: /[әңөұүһіӣӯҷєїґщы]/u,
    },
  },
  Latin: {
    en: {
      words: listed("who what what's when where why how which whose does did the about"),
      letters: /'s$/u,
      foreign: /[^a-z']/u,
    },
    uz: {
      words:
        listed(`uchun bilan nima qachon qayer qayerda qayerdan qayerga qanday qanaqa qancha necha nega nechta qaysi kimning
        haqida edi emas yo'q kerak ham bo'lgan bo'ldi mumkinmi`),
      letters: /[og]'|^[mt]a'|q(?!u)|(?:lagan|ilgan)$|(?:lar|asi|iya)(?:ning|ni|ga|da|dan)$/u,
      foreign: /[^a-z']|w/u,
    },
  },
  Devanagari: {
    mr: {
      words: listed('आहे आहेत होता होती होते आणि काय कोण कोणी कोणत्या कधी कुठे किती कसे कशी हे केले झाला'),
      letters: /ळ/u,
      foreign: /[\u0958-\u095f]|[डढ]़/u,
    },
    ne: {
      words: listed('छ छन् थियो भयो हो कसले कहिले किन कसरी यो त्यो छैन लागि गर्ने'),
      letters: /(?:हरू|को|ले|मा|लाई|बाट)$/u,
      foreign: /[\u0958-\u095f]|[डढ]़|ळ/u,
    },
  },
};

function listed(words: string): ReadonlySet<string> {
  return new Set(words.split(/\s+/));
}
