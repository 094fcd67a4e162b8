/** Something that is written in many ways but is one thing, to be found as a whole: a date, a code, a part of a document. */
export interface ExactTerm {
  kind: 'part' | 'date' | 'code';
  /** One form for all ways of writing: `2024-04-04`, `e4012`, `article 4`. */
  term: string;
  /** What it is part of, which a text that has it has as well: the month and the year of a day. */
  broader: string[];
  /** The words of the text that it was read from. */
  written: string;
}

/** Reads the terms of what the pattern of a kind has found; none when it only looked like one. */
export type ReadTerm = (
  written: string,
  groups: Record<string, string | undefined>,
) => Pick<ExactTerm, 'term' | 'broader'>[];
