/** A document of the prompt, as a model may call it. */
interface NamedDocument {
  id: string;
  title: string;
}

/** No sentence has it: what cites it has a label that says nothing, and is mended like any other. */
const OF_NO_SENTENCE = 0;
/** What stands in brackets at the end of a text. */
const AT_END = /(?<opening>[[【(])(?<inside>[^[\]【】()\n]{2,200})[\]】)]$/u;
const BEFORE_NAME =
  /^(?:(?:sources?|documents?|docs?|files?|from|see|источник|документ|файл|см|из)(?:[.:]\s*|\s+))?["«“„*_`]*/iu;
const AFTER_NAME = /["»”“*_`]*$/u;
/** Where in a document: a page, a paragraph, lines; no number of a sentence. */
const LOCATOR =
  /^(?:p(?:p|ages?|aragraphs?|ar)?|sections?|sec|lines?|l|clause|art(?:icle)?|стр|с|пп?|абз(?:ац)?|раздел|пункт|ст(?:атья)?)?[.\s]*[¶§#]?\s*[\d.–-]+$/iu;
const EXTENSION = /\.[a-z\d]{1,5}$/u;

/**
 * Creates what puts a label in place of the name of a document, in brackets at the end of a text: "[rental.md]", "[Rental agreement, p. 3]".
 * A number beside the name is a label: "[Rental agreement, 3]". In parentheses only a file is one.
 */
export function createNameLabels(documents: readonly NamedDocument[]): (text: string) => string {
  const names = new Set(
    documents.flatMap(({ id, title }) => [folded(title), folded(id), folded(id.split('--').at(-1)!)]),
  );
  const isName = (part: string) => names.has(folded(part)) || names.has(folded(part).replace(EXTENSION, ''));
  const isFile = (part: string) => EXTENSION.test(folded(part));

  return (text) => {
    const { 0: written, groups } = AT_END.exec(text) ?? {};
    if (written === undefined) return text;
    const inside = groups!.inside!;
    const parts = isName(inside) ? [inside] : inside.split(/[,;]/u);
    const isNamed = parts.some(isName) && parts.every((part) => isName(part) || LOCATOR.test(part.trim()));
    if (!isNamed || (groups!.opening === '(' && !parts.some(isFile))) return text;
    const labels = parts.map((part) => part.trim()).filter((part) => /^\d+$/.test(part));
    return `${text.slice(0, -written.length)}[${labels.length === 0 ? OF_NO_SENTENCE : labels.join(', ')}]`;
  };
}

/** A name as it is compared. */
function folded(name: string): string {
  return name
    .trim()
    .replace(BEFORE_NAME, '')
    .replace(AFTER_NAME, '')
    .toLowerCase()
    .replace(/[\s_-]+/gu, ' ')
    .trim();
}
