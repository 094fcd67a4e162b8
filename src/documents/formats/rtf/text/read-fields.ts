import { isPageNumber, NOT_TICKED, TICKED } from '../../docx/text/read-fields.ts';
import { symbolOf } from '../../docx/text/symbols.ts';
import { type Group, groupOf } from '../syntax/parse-groups.ts';
import { charactersOf, groupsOf, valuesOf } from '../syntax/walk-parts.ts';

const FORMULA = /^\s*EQ\b/i;
const SIGN = /^\s*SYMBOL\s+(\d+|0x[\da-f]+)(?:.*\\f\s*"?([^"\\]+))?/i;
const CHECK_BOX = 1;
const LIST = 2;
/** The result of a field of a form that was never changed. */
const UNCHANGED = 25;

/** What is shown of a field: its result or what stands in its place, or nothing because it is a formula. */
export type ShownField = { kind: 'shown'; groups: Group[] } | { kind: 'formula' };

/**
 * Reads a field.
 *
 * @param options.hasPageNumbers Whether numbers of pages are shown.
 */
export function readField(
  field: Group,
  { decode, hasPageNumbers }: { decode: (bytes: string) => string; hasPageNumbers: boolean },
): ShownField {
  const instructions = groupsOf(field, 'fldinst');
  const code = instructions.map((instruction) => charactersOf(instruction, decode)).join('');
  const results = groupsOf(field, 'fldrslt');
  if (FORMULA.test(code)) return { kind: 'formula' };
  if (isPageNumber(code) && !hasPageNumbers) return { kind: 'shown', groups: [] };
  const form = instructions.flatMap(formFieldsOf).map((data) => formField(data, decode))[0];
  if (form != null) return { kind: 'shown', groups: [groupOf(form)] };
  const [sign, number, font] = SIGN.exec(code) ?? [];
  const isBlank = results.every((result) => charactersOf(result, decode).trim() === '');
  const shown = sign && isBlank ? symbolOf(Number(number), font?.trim()) : null;
  return { kind: 'shown', groups: shown === null ? results : [groupOf(shown)] };
}

function formFieldsOf(instruction: Group): Group[] {
  return groupsOf(instruction)
    .flatMap((inner) => [...groupsOf(inner, 'formfield'), ...groupsOf(inner)])
    .filter(hasType);
}

function hasType(group: Group): boolean {
  return valuesOf(group).has('fftype');
}

/** The state of a check box, or what is chosen of a list; null for other fields. */
function formField(data: Group, decode: (bytes: string) => string): string | null {
  const values = valuesOf(data);
  const result = values.get('ffres') ?? UNCHANGED;
  const chosen = result === UNCHANGED ? (values.get('ffdefres') ?? 0) : result;
  if (values.get('fftype') === CHECK_BOX) return chosen > 0 ? TICKED : NOT_TICKED;
  if (values.get('fftype') !== LIST) return null;
  const entry = groupsOf(data, 'ffl')[chosen];
  return entry ? charactersOf(entry, decode).trim() : null;
}
