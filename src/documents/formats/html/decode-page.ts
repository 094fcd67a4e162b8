import { type DecodedText, decodeText } from '../../canonical-text/decode-text.ts';

/** The declaration of a page's encoding, near its start. */
const CHARSET = /<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)|<\?xml[^>]+encoding\s*=\s*["']([\w-]+)/i;
const HEAD_BYTES = 2048;

/**
 * Decodes HTML or XHTML, with the encoding that it declares where its bytes do not show it.
 *
 * @throws DOCUMENT_UNREADABLE as `decodeText`.
 */
export function decodePage(bytes: Uint8Array): DecodedText {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, HEAD_BYTES));
  const [, meta, xml] = CHARSET.exec(head) ?? [];
  return decodeText(bytes, { declared: meta ?? xml });
}
