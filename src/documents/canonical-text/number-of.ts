/** «Статья 5», "Section 2.1", «§ 4», "2.1.", "3)", «а)», "IV." at the start of a heading or clause. */
const NUMBER =
  /^(?:(?:§+|ст\.|статья|глава|раздел|часть|пункт|приложение|article|section|chapter|clause|part|appendix|annex|artikel|abschnitt)\s*(?:№\s*)?(?<named>\d{1,4}(?:[.-]\d{1,3})*|[ivxlc]+(?![\p{L}\p{N}]))|(?<several>\d{1,3}(?:\.\d{1,3})+)(?=[.)]?\s)|(?<one>\d{1,3}|[IVXLC]{1,6}|\p{L})[.)](?=\s))/iu;
/** A heading may show a number without a sign behind it: "2 Quality". */
const BARE = /^(?<bare>\p{N}{1,2})\s+\p{Lu}/u;
const INITIAL = /^\p{L}\./u;

/** The number that a heading or clause shows at its start, without the signs around it; null where there is none. */
export function numberOf(text: string): string | null {
  const { named, several, one } = NUMBER.exec(text)?.groups ?? {};
  if (one !== undefined && INITIAL.test(text) && !/^[IVXLC]$/.test(one)) return null;
  return named ?? several ?? one ?? null;
}

/** The same of a heading. */
export function numberOfHeading(text: string): string | null {
  return numberOf(text) ?? BARE.exec(text)?.groups?.bare ?? null;
}
