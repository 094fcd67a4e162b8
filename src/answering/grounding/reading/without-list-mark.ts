/** A name of a month in German: «2. Juni» opens a date, not an item. */
const GERMAN_MONTH =
  '(?:januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember|january|february|march|may|june|july|october|december)';
const BULLET = /^(?:[-–—•*·▪◦‣+>]|[\u2776-\u2793\u2460-\u2473])\s+/u;
/** "2.", "2)", "(2)", "2.1.", "b)", "IV." */
const NUMBER = new RegExp(
  `^(?:\\(?(?:\\d{1,2}(?:\\.\\d{1,2})*|\\p{L}|[IVX]{1,5})\\)|\\d{1,2}(?:\\.\\d{1,2})*\\.|[IVX]{1,5}\\.|\\d\\ufe0f?\\u20e3)\\s*(?=\\D)(?!\\s*${GERMAN_MONTH})`,
  'iu',
);
/** "2 — Open the valve": with a capital behind it the number counts nothing. */
const NUMBER_AND_DASH = /^\d{1,2}\s*[—–:-]\s+(?=[«"“(]?\p{Lu})/u;
const STEP = /^(?:step|stage|item|шаг|этап|schritt|paso|étape)\s+(?:\d{1,2}|\p{L}+)\s*[:.)—–-]\s*/iu;
const ORDINAL =
  /^(?:first(?:ly| of all)?|second(?:ly)?|third(?:ly)?|fourth(?:ly)?|fifth(?:ly)?|lastly|finally|во[- ]первых|во[- ]вторых|в[- ](?:третьих|четв[её]ртых|пятых|шестых)|наконец|сначала|zunächst|erstens|zweitens|drittens|primero|segundo|premièrement|deuxièmement)\s*[,:—–]\s*/iu;
const EMPHASIS = /\*\*|__/g;

/** A sentence without what numbers it or counts it up — "2.", "b)", "Step 2:", «Во-вторых,» — and without emphasis: none of it is a claim. */
export function withoutListMark(sentence: string): string {
  const plain = sentence.replaceAll(EMPHASIS, '').trim();
  return [BULLET, NUMBER, NUMBER_AND_DASH, STEP, ORDINAL].reduce((rest, mark) => rest.replace(mark, ''), plain);
}
