import type { Omission } from '../../protocol/document-blocks.ts';
import { decodeBytes, encodingNamed } from '../encoding/decode-bytes.ts';
import { isRecognised, likelyEncoding } from '../encoding/likely-encoding.ts';
import { unreadable } from '../unreadable.ts';

const BYTE_ORDER_MARKS = [
  { mark: [0xef, 0xbb, 0xbf], encoding: 'utf-8' },
  { mark: [0xff, 0xfe], encoding: 'utf-16le' },
  { mark: [0xfe, 0xff], encoding: 'utf-16be' },
];
/** The escapes that switch ISO-2022-JP to Japanese; all its bytes are ASCII. */
const JAPANESE_ESCAPES = ['\u001b$@', '\u001b$B'];
/** Bytes that are by which text is distinguished from binary data. */
const SAMPLE_BYTES = 100_000;
/** Share of usual characters from which a text without a byte order mark counts as UTF-16. */
const USUAL_IN_UTF16 = 0.97;
const USUAL = /[\t\n\r\f -~\u00a0-\u00ff\u0400-\u045f\u2010-\u2026\u20ac\u2116\u2190-\u2193]/g;
/** Characters that no text has. */
const BINARY = /(?![\t\n\v\f\r\u0085])[\p{Cc}\ufffd]/gu;
/** How much of a text may be such; in a short one, how many characters, and how much of it. */
const MAX_BINARY_SHARE = 0.02;
const MAX_BINARY_COUNT = 2;
const MAX_SHARE_OF_SHORT = 0.2;
const NOT_READ = /\ufffd/g;
/** Letters of several bytes for each damaged one from which a text is UTF-8. */
const LETTERS_TO_DAMAGE = 3;
/** An encoding is recognised from this margin on: see `LikelyEncoding`. */
const MIN_MARGIN = 1;
/** Above this a text is in none of the encodings that are recognised: see `LikelyEncoding`. */
const MAX_SHORTFALL = 12;

const BINARY_DATA = 'it holds binary data, not text; convert it to a text file in UTF-8';
const UNKNOWN_ENCODING = 'its encoding cannot be recognised from its bytes; save it as UTF-8';

/** A text, and what of its bytes could not be read. */
export interface DecodedText {
  text: string;
  omissions: Omission[];
}

/**
 * Decodes a text: valid UTF-8 always is UTF-8; UTF-16 with or without a byte order mark; else the encoding in which its letters follow each
 * other as in a language, what is declared first. U+FFFD stands for each damaged byte and each NUL.
 *
 * @param options.declared The name of an encoding that the text itself gives; an unknown one is ignored.
 * @throws DOCUMENT_UNREADABLE for binary data and for an encoding that cannot be recognised.
 */
export function decodeText(bytes: Uint8Array, { declared }: { declared?: string | undefined } = {}): DecodedText {
  const decoded = decodeBytes(bytes, encodingOf(bytes, declared === undefined ? null : encodingNamed(declared)));
  requireText(decoded);
  const text = decoded.replaceAll('\0', '\ufffd');
  const count = text.match(NOT_READ)?.length ?? 0;
  return { text, omissions: count > 0 ? [{ kind: 'characters-not-read', count }] : [] };
}

function encodingOf(bytes: Uint8Array, declared: string | null): string {
  const marked = BYTE_ORDER_MARKS.find(({ mark }) => mark.every((byte, index) => bytes[index] === byte));
  if (marked) return marked.encoding;
  if (bytes.includes(0)) {
    const wide = ['utf-16le', 'utf-16be'].find((encoding) => looksLikeUtf16(bytes, encoding));
    if (wide !== undefined) return wide;
  }
  const utf8 = new TextDecoder('utf-8').decode(bytes);
  const damaged = utf8.match(/\ufffd/g)?.length ?? 0;
  if (damaged === 0) return JAPANESE_ESCAPES.some((sequence) => utf8.includes(sequence)) ? 'iso-2022-jp' : 'utf-8';
  const letters = utf8.match(/(?!\ufffd)[^\p{ASCII}]/gu)?.length ?? 0;
  if (letters >= damaged * LETTERS_TO_DAMAGE) return 'utf-8';
  requireText(utf8.replaceAll('\ufffd', ''));
  const { encoding, margin, shortfall } = likelyEncoding(bytes, { declared });
  if (encoding === declared) return encoding;
  if (declared !== null && declared !== 'utf-8' && !isRecognised(declared) && shortfall > 0) return declared;
  if (margin < MIN_MARGIN || shortfall > MAX_SHORTFALL) throw unreadable(UNKNOWN_ENCODING);
  return encoding;
}

function requireText(text: string): void {
  const sample = text.slice(0, SAMPLE_BYTES);
  const binary = sample.match(BINARY)?.length ?? 0;
  const share = binary > MAX_BINARY_COUNT ? MAX_BINARY_SHARE : MAX_SHARE_OF_SHORT;
  if (binary > sample.length * share) throw unreadable(BINARY_DATA);
}

/** Whether bytes without a byte order mark are UTF-16: then nearly all characters are usual ones. */
function looksLikeUtf16(bytes: Uint8Array, encoding: string): boolean {
  const text = decodeBytes(bytes.subarray(0, SAMPLE_BYTES - (SAMPLE_BYTES % 2)), encoding);
  return bytes.length % 2 === 0 && (text.match(USUAL)?.length ?? 0) > text.length * USUAL_IN_UTF16;
}
