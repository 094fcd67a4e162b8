import { elementAt, elementsOf, isOn, valueAt, type XmlElement } from '../package/xml-element.ts';

/** The signs of a box that is ticked or not. */
export const TICKED = '☒';
export const NOT_TICKED = '☐';
const NUMBER_OF_PAGE = /^\s*(?:PAGE|NUMPAGES|SECTIONPAGES)\b/i;
const FORMULA = /^\s*EQ\b/i;

interface Field {
  code: string;
  part: 'code' | 'result';
  /** Something else was shown in place of the result. */
  isReplaced: boolean;
}

/** Whether the code of a field gives the number of a page, or how many there are. */
export function isPageNumber(code: string): boolean {
  return NUMBER_OF_PAGE.test(code);
}

/**
 * Creates what follows the fields of a text, of which only the results are shown. They may reach over paragraphs.
 *
 * @param options.onFormula Is called for a formula in a field, which has no result.
 * @param options.hasPageNumbers Whether numbers of pages are shown.
 */
export function createFields({ onFormula, hasPageNumbers }: { onFormula: () => void; hasPageNumbers: boolean }) {
  let open: Field[] = [];
  const isShown = () =>
    open.every(
      ({ part, isReplaced, code }) => part === 'result' && !isReplaced && (hasPageNumbers || !isPageNumber(code)),
    );
  return {
    hasPageNumbers,
    /** Whether characters at this place are shown. */
    isShown,
    addCode(code: string): void {
      const last = open.at(-1);
      if (last?.part === 'code') last.code += code;
    },
    /** @returns What is shown for a field of a form, which has no result in the text. */
    mark(mark: XmlElement): string {
      const last = open.at(-1);
      if (mark.attributes.fldCharType === 'begin') {
        const shown = isShown() ? formField(elementAt(mark, 'w:ffData')) : null;
        open.push({ code: '', part: 'code', isReplaced: shown !== null });
        return shown ?? '';
      }
      if (mark.attributes.fldCharType === 'separate' && last) last.part = 'result';
      if (mark.attributes.fldCharType === 'end' && last) {
        if (last.part === 'code' && FORMULA.test(last.code)) onFormula();
        open.pop();
      }
      return '';
    },
    /** A field whose code does not end with its paragraph is damaged: its text is shown. */
    endParagraph(): void {
      open = open.filter(({ part }) => part === 'result');
    },
  };
}

/** The state of a check box, or what is chosen of a list; null for other fields. */
function formField(data: XmlElement | undefined): string | null {
  const box = elementAt(data, 'w:checkBox');
  if (box) return (isOn(box, 'w:checked') ?? isOn(box, 'w:default')) ? TICKED : NOT_TICKED;
  const list = elementAt(data, 'w:ddList');
  if (!list) return null;
  const chosen = Number(valueAt(list, 'w:result') ?? valueAt(list, 'w:default') ?? 0);
  return elementsOf(list, 'w:listEntry')[chosen]?.attributes.val ?? null;
}
