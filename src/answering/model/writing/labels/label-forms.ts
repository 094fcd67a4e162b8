/*
 * How models write labels: in brackets of any kind, behind a word such as "source", raised, as links. What text may hold as well ((1), 10²,
 * {1}) is a label only where the prompt has it.
 */

/** What a model may call a labelled sentence. */
const NAME =
  'sources?|src|docs?|documents?|citations?|cit[ée]|refs?|references?|sentences?|passages?|chunks?|contexts?|footnotes?|notes?|labels?|quotes?|excerpts?|id|' +
  '(?:источник|предложени|документ|цитат|ссылк|сноск|метк|отрыв|фрагмент|джерел|речен)[а-яёіїє]{0,4}|предл|док|' +
  'oaicite|contentreference|quellen?|s[äa]tze?|fuentes?|oraci(?:ón|ones)|frases?|phrases?|fonti|fontes?|źródł[aoe]|zdani[ae]|来源|來源|出典|출처|kaynak|المصدر|מקור|स्रोत';
const SIGN = '[№#¶@S\u0421]'; // the second S is Cyrillic
const GAP = '[\\s:._|-]{0,3}';
const DIGITS = '[\\d０-９]{1,100}';

/** One label, or a range of them; with a name it is certain, without one, or with another word, only possible. */
export const ITEM = new RegExp(
  `^\\s{0,2}(?<name>(?:(?:${NAME})${GAP}){1,2})?(?<word>[^\\s\\d.,:;!?"'()]{2,20}\\.?[\\s:_-]{0,2}|[A-Z])?(?<sign>${SIGN}\\s{0,2})?` +
    `(?<first>${DIGITS})(?:\\s{0,2}(?:[-–—]|\\.{2,3}|…|to|bis|по)\\s{0,2}(?:(?:${NAME})${GAP})?(?:${SIGN}\\s{0,2})?(?<last>${DIGITS}))?[.\\s]{0,2}$`,
  'i',
);
/** Between labels. */
export const AND = /\s*[,;、+/]\s*(?:(?:and|и)\s+)?|\s+(?:and|и|und|et|y|e|або|&)\s+|(?<=\d)\s+(?=\d)/i;
/** Before labels in parentheses. */
export const OPENING = /^\s*(?:see|cf|per|from|by|vgl|voir|véase|см|ср|по|из)(?:\.\s*|\s+)/i;

/** What makes a link of a label; `(2)` behind it is another label. */
const ADDRESS = '(?:\\((?!\\s{0,2}\\d{1,4}\\s{0,2}\\))[^()\\s]{0,400}(?:\\s+"[^"\\n]{0,80}")?\\))?';
const INSIDE = '[^[\\]［］〔〕【】⟦⟧()（）«»“”\\n]{1,120}';

/** What may be labels, by its brackets; inline code is passed over, unless it holds nothing but labels. */
export const CANDIDATE = new RegExp(
  [
    `\\^?\\\\?(?:\\[(?:\\\\?\\[)?\\^?|［|〔|【|⟦)(?:\\d{1,4}:(?=[^[\\]【】]{1,80}(?:】|†)))?(?<square>${INSIDE}?)\\^?(?:†[^\\]】\\n]{0,60})?(?:\\\\?[\\]］〕】⟧]){1,2}(?:${ADDRESS}|\\^)`,
    `<(?:sup|cite|ref|a|small|span)(?:\\s[^<>]{0,200})?>\\s{0,2}[[(]?(?<tagged>[^<>[\\]()\\n]{1,80})[\\])]?\\s{0,2}</\\w{1,5}>`,
    `[(（](?<round>${INSIDE})[)）]`,
    '[«“„"](?<quoted>[^«»“”„"[\\]\\n]{1,40})[»”“"]',
    '(?:\\\\cite[a-z]{0,5})?\\{{1,2}(?<curly>[^{}\\n]{1,40})\\}{1,2}',
    `\\^\\{?(?<raised>${DIGITS}(?:\\s?,\\s?${DIGITS}){0,8})\\}?\\^?(?![\\p{L}\\d])`,
    '⁽?(?<small>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,4}(?:[ ,˒]{0,2}[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,4}){0,8})⁾?',
    '(?<sign>¶[ \u00a0]?\\d{1,6}(?:\\s?[-–,]\\s?\\d{1,6}){0,8})',
    '\\s[-–—]\\s{1,2}(?<trailing>[^\\s[\\]()«»"][^[\\]()«»"\\n]{1,40}?)(?=\\s{0,2}[.!?]?\\s*$)',
    '(?<!`)(?<ticks>`{1,4})(?!`)(?<code>[^\\n]{0,400}?)(?<!`)\\k<ticks>(?!`)',
  ].join('|'),
  'gu',
);

/** Where digits that are set small are a power: behind a unit or a letter of a formula. */
export const BEFORE_POWER = /(?:^|[^\p{L}])(?:[kcdmµμ]?m|км|[смд]?м|ft|in|yd|s|с|x|y|n|r)$/u;
/** Where they are labels: behind a word or what closes a sentence. */
export const BEFORE_SMALL = /[\p{L}\s.,;:!?…»"”’)\]%°]$/u;
/** The same of "^2": x^2 is a power. */
export const BEFORE_RAISED = /(?:^|[\s.,;:!?…»"”)\]]|\p{L}{3})$/u;
/** Where (1) is a citation: after a word and a blank, or after closing punctuation. */
export const BEFORE_ROUND = /(?:\p{L}\p{M}*[ \u00a0]|[.!?…»"”)\]】%°][ \u00a0]?)$/u;
/** Where it is not: after the number of a list item, or where a law counts: «ст. (1)», «пункт (1)», "section (1)". */
export const COUNTED_BEFORE =
  /(?:(?:^|\n)\s*\d{1,3}[.)]|[\s(](?:ст|пп?|ч|гл|абз|разд|стать[а-яё]{1,3}|пункт[а-яё]{0,3}|част[а-яё]{1,3}|глав[а-яё]{1,3}|no|art|sec|ch|clause|section|article|paragraph|part|chapter)\.?)\s*$/i;

/** Opens a label that the end of the text cut off. */
export const UNFINISHED_LABEL = new RegExp(
  `\\s?(?:\\[{1,2}\\^?|【|［|\\((?=(?:(?:${NAME})${GAP})?\\d))\\s{0,2}(?:(?:${NAME})${GAP})?${SIGN}?\\d[^\\]】］)\\n]{0,40}$`,
  'i',
);

/** Emphasis, quotation marks and parentheses around labels and nothing else. */
export const WRAPPINGS: [opening: RegExp, closing: RegExp][] = [
  [/\*{1,3}\s?$/, /^\s?\*{1,3}/],
  [/_{1,3}\s?$/, /^\s?_{1,3}/],
  [/[«"“]$/, /^[»"”]/],
  [new RegExp(`[(（]\\s?(?:(?:see|cf|per|см|ср)\\.?\\s+)?(?:(?:${NAME})${GAP})?\\s?$`, 'i'), /^\s?[)）]/],
];
