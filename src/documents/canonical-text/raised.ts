import { betweenReferences } from './note-reference.ts';

const SIGNS = '0123456789+-−=()n';
const RAISED = '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ';
const LOWERED = '₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₙ';

/** A raised text that does not join what is before it: `10⁶`, or `10^(2k)` where Unicode has no such sign. Words stay: 1st; so do marks of notes. */
export function raised(text: string): string {
  return betweenReferences(text, (part) => shifted(part, { shifts: RAISED, mark: '^' }));
}

/** A lowered text: `H₂O`. */
export function lowered(text: string): string {
  return betweenReferences(text, (part) => shifted(part, { shifts: LOWERED, mark: '_' }));
}

function shifted(text: string, { shifts, mark }: { shifts: string; mark: string }): string {
  const own = text.trim();
  const places = [...own].map((sign) => SIGNS.indexOf(sign));
  if (own !== '' && places.every((place) => place >= 0)) return places.map((place) => shifts[place]!).join('');
  return /\p{N}/u.test(own) ? `${mark}(${own})` : text;
}
