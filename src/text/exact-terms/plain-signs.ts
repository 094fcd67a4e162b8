/** Compatibility forms folded, one sign for all hyphens and dashes, none for the stress; № as it is. */
export function withPlainSigns(text: string): string {
  return text
    .replaceAll('№', '\0')
    .normalize('NFKC')
    .replaceAll('\0', '№')
    .replaceAll(/\p{Pd}|−/gu, '-')
    .replaceAll(/[\u0301\u00ad]/g, '');
}
