import { decodeBytes, encodingNamed } from '../../../encoding/decode-bytes.ts';

/** Code pages of `\ansicpg` and the like that have other names than `windows-…` in the Encoding Standard. */
const NAMES: Readonly<Record<number, string>> = {
  866: 'ibm866',
  874: 'windows-874',
  932: 'shift_jis',
  936: 'gb18030',
  949: 'euc-kr',
  950: 'big5',
  1361: 'euc-kr',
  10000: 'macintosh',
  10001: 'shift_jis',
  10007: 'x-mac-cyrillic',
  20866: 'koi8-r',
  21866: 'koi8-u',
  28595: 'iso-8859-5',
  65001: 'utf-8',
};
/** Code pages of DOS that the standard does not have, from 0x80 on. */
const DOS: Readonly<Record<number, string>> = {
  437: 'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0',
  850: 'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0',
};
const WESTERN = 1252;
/** Code pages of `\fcharset`. */
const OF_CHARSETS: Readonly<Record<number, number>> = {
  0: WESTERN,
  77: 10000,
  128: 932,
  129: 949,
  130: 1361,
  134: 936,
  136: 950,
  161: 1253,
  162: 1254,
  163: 1258,
  177: 1255,
  178: 1256,
  186: 1257,
  204: 1251,
  222: 874,
  238: 1250,
  254: 437,
  255: 850,
};
const EAST_ASIAN = new Set([932, 936, 949, 950, 1361]);
const ALL_ASCII = /^\p{ASCII}*$/u;
/** Three letters beyond ASCII in a row are hardly ever those of a language in Latin letters. */
const FOREIGN_WORD = /(?<![a-z\u00c0-\u00ff])[\u00c0-\u00ff]{3,}(?![a-z\u00c0-\u00ff])/gi;
const LATIN_WORD = /[a-z][\u00c0-\u00ff]|[\u00c0-\u00ff][a-z]/gi;

/** The code page of `\fcharset`; undefined when the charset has none of its own. */
export function codePageOfCharset(charset: number): number | undefined {
  return OF_CHARSETS[charset];
}

/** The code page of an encoding of the Encoding Standard. */
export function codePageNamed(encoding: string): number | undefined {
  const known =
    Object.entries(NAMES).find(([, name]) => name === encoding)?.[0] ?? /^windows-(\d+)$/.exec(encoding)?.[1];
  return known === undefined ? undefined : Number(known);
}

export function isEastAsian(codePage: number): boolean {
  return EAST_ASIAN.has(codePage);
}

/** Decodes bytes, written as characters up to U+00FF. An unknown code page is taken for the western one. */
export function decodeInCodePage(bytes: string, codePage: number): string {
  if (ALL_ASCII.test(bytes)) return bytes;
  const table = DOS[codePage];
  if (table) return bytes.replace(/[\u0080-\u00ff]/g, (byte) => table[byte.charCodeAt(0) - 0x80]!);
  const name = NAMES[codePage] ?? `windows-${codePage}`;
  return decodeBytes(Buffer.from(bytes, 'latin1'), encodingNamed(name) ?? `windows-${WESTERN}`);
}

/**
 * The code page of bytes in a western font. Programs give such a font to all text, whatever it is: then it is in the code page of the document.
 *
 * @param ofDocument That of the document.
 */
export function codePageInWesternFont(bytes: string, ofDocument: number): number {
  const foreign = bytes.match(FOREIGN_WORD)?.length ?? 0;
  return foreign > (bytes.match(LATIN_WORD)?.length ?? 0) ? ofDocument : WESTERN;
}
