/** What opens an object or a list of JSON, with or without a fence around it, without blanks. */
const OPENS_JSON = /^(?:```(?:json)?)?(?:\{|\[\{?)"/iu;
const MAY_OPEN_JSON = /^(?:`{1,3}|```j?s?o?|(?:```(?:json)?)?[{[]?\{?)$/iu;
/** In UTF-16 code units, blanks included: JSON is opened before. */
const MAX_OPENING = 400;

const SAYS =
  /^(?:final_?)?(?:answer|response|text|content|result|output|reply|statement|claim|fact|sentence|ответ|текст)s?$/iu;
const REFERS = /cit|source|ref|label|evidence|sentence|passage|источник|ссылк|номер|^ids?$/iu;

/** Whether what a model writes is JSON, by its beginning; null as long as that is not known. */
export function isJson(beginning: string): boolean | null {
  const signs = beginning.slice(0, MAX_OPENING).replace(/\s+/gu, '');
  if (OPENS_JSON.test(signs)) return true;
  return beginning.length < MAX_OPENING && MAY_OPEN_JSON.test(signs) ? null : false;
}

/** The words of an answer that a model wrote as JSON, with their labels behind them; null for JSON that holds none, and for what is no JSON. */
export function unwrapJson(written: string): string | null {
  try {
    return wordsOf(
      JSON.parse(
        written
          .trim()
          .replace(/^```(?:json)?\s*/iu, '')
          .replace(/```$/u, ''),
      ),
    );
  } catch {
    return null; // no JSON, which is read as text
  }
}

function wordsOf(value: unknown): string | null {
  if (typeof value === 'string') return value.trim() === '' ? null : value;
  if (Array.isArray(value)) {
    const parts = value.map(wordsOf).filter((part) => part !== null);
    return parts.length === 0 ? null : parts.join('\n\n');
  }
  if (typeof value !== 'object' || value === null) return null;
  const entries = Object.entries(value);
  const said = entries.find(([name, part]) => SAYS.test(name) && wordsOf(part) !== null);
  if (!said) return null;
  const words = wordsOf(said[1])!;
  const labels = entries
    .filter(([name]) => name !== said[0] && REFERS.test(name))
    .flatMap(([, part]) => numbersIn(part));
  return /\[\d+\]/.test(words) || labels.length === 0
    ? words
    : `${words} ${labels.map((label) => `[${label}]`).join('')}`;
}

function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return Number.isSafeInteger(value) && value >= 0 ? [value] : [];
  if (typeof value === 'string')
    return (/^\D{0,12}\d{1,6}\D{0,2}$/u.test(value) ? value.match(/\d+/gu)! : []).map(Number);
  if (Array.isArray(value)) return value.flatMap(numbersIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, part]) =>
    REFERS.test(name) || name === 'number' ? numbersIn(part) : [],
  );
}
