import { likelyEncoding } from '../../../encoding/likely-encoding.ts';
import { codePageNamed } from '../syntax/code-pages.ts';
import type { Group } from '../syntax/parse-groups.ts';
import { charactersOf, valuesOf } from '../syntax/walk-parts.ts';

/** Code pages by the primary part of the number of a language. */
const OF_LANGUAGES: Readonly<Record<number, number>> = {
  1: 1256,
  2: 1251,
  4: 936,
  5: 1250,
  8: 1253,
  13: 1255,
  14: 1250,
  17: 932,
  18: 949,
  21: 1250,
  24: 1250,
  25: 1251,
  26: 1250,
  27: 1250,
  30: 874,
  31: 1254,
  34: 1251,
  35: 1251,
  36: 1250,
  37: 1257,
  38: 1257,
  39: 1257,
  42: 1258,
};
const PRIMARY = 0x3ff;
const WESTERN = 1252;

/** The code page of a document: the one that it gives, else the likely one for its bytes and its language. */
export function documentCodePage(root: Group): number {
  const values = valuesOf(root);
  const given = values.get('ansicpg') ?? 0;
  if (given > 0) return given;
  if (values.has('mac')) return 10000;
  if (values.has('pca')) return 850;
  if (values.has('pc')) return 437;
  const ofLanguage = OF_LANGUAGES[(values.get('deflang') ?? 0) & PRIMARY] ?? WESTERN;
  const bytes = charactersOf(root, String).replace(/[^\p{ASCII}\u0080-\u00ff]/gu, '');
  if (/^\p{ASCII}*$/u.test(bytes)) return ofLanguage;
  const { encoding } = likelyEncoding(Buffer.from(bytes, 'latin1'), { declared: `windows-${ofLanguage}` });
  return codePageNamed(encoding) ?? ofLanguage;
}
