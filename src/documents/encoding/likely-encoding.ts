import { decodeBytes } from './decode-bytes.ts';
import { type LogLikelihood, type Script, type SignScript, signStatistics, statisticsOf } from './sign-statistics.ts';

/** An encoding that a text may be in, and how likely that is before its bytes are seen, as a natural logarithm. */
interface Candidate {
  encoding: string;
  prior: number;
  /** How likely each byte above ASCII is at least in nearly all texts of its languages, as a natural logarithm. */
  usual: number;
  statistics: () => LogLikelihood[];
}

const ofScript = (script: Script) => once(() => statisticsOf(script));
const ofSigns = (script: SignScript) => once(() => [signStatistics(script)]);
const CYRILLIC = ofScript('cyrillic');
const CENTRAL = ofScript('central');
const GREEK = ofScript('greek');
const JAPANESE = ofSigns('japanese');

const CANDIDATES: Candidate[] = [
  { encoding: 'windows-1251', prior: 0, usual: -3.55, statistics: CYRILLIC },
  { encoding: 'koi8-r', prior: -1, usual: -3.55, statistics: CYRILLIC },
  { encoding: 'koi8-u', prior: -1.5, usual: -3.55, statistics: CYRILLIC },
  { encoding: 'ibm866', prior: -1, usual: -3.55, statistics: CYRILLIC },
  { encoding: 'iso-8859-5', prior: -2, usual: -3.55, statistics: CYRILLIC },
  { encoding: 'x-mac-cyrillic', prior: -2, usual: -3.55, statistics: CYRILLIC },
  { encoding: 'windows-1252', prior: 0, usual: -7.5, statistics: ofScript('western') },
  { encoding: 'windows-1252', prior: -4, usual: -7.5, statistics: ofScript('icelandic') },
  { encoding: 'windows-1250', prior: -0.5, usual: -7.5, statistics: CENTRAL },
  { encoding: 'iso-8859-2', prior: -1, usual: -7.5, statistics: CENTRAL },
  { encoding: 'windows-1253', prior: -5, usual: -3.4, statistics: GREEK },
  { encoding: 'iso-8859-7', prior: -5.5, usual: -3.4, statistics: GREEK },
  { encoding: 'windows-1254', prior: -1, usual: -5.5, statistics: ofScript('turkish') },
  { encoding: 'shift_jis', prior: -1, usual: -4.3, statistics: JAPANESE },
  { encoding: 'euc-jp', prior: -1.5, usual: -3.5, statistics: JAPANESE },
  { encoding: 'euc-kr', prior: -1, usual: -3.4, statistics: ofSigns('korean') },
  { encoding: 'gb18030', prior: -1, usual: -3.9, statistics: ofSigns('simplified') },
  { encoding: 'big5', prior: -1, usual: -5, statistics: ofSigns('traditional') },
];

/** Bytes that the encoding is recognised from. */
const SAMPLE_BYTES = 4000;
/** Bytes above ASCII with up to sixteen of ASCII before, between and a few behind them. */
const NOT_ASCII = /\p{ASCII}{0,16}\P{ASCII}+(?:\p{ASCII}{1,16}\P{ASCII}+)*\p{ASCII}{0,3}/gu;
/** What a declaration is worth, as a logarithm: at all, and for each byte above ASCII. */
const DECLARED = { once: 8, eachByte: 0.5 };

/** Whether texts in an encoding are recognised. */
export function isRecognised(encoding: string): boolean {
  return CANDIDATES.some((candidate) => candidate.encoding === encoding);
}

/** What a text is most likely encoded in. */
export interface LikelyEncoding {
  encoding: string;
  /** By how much its characters above ASCII are less likely than in a usual text of its languages, as a natural logarithm. */
  shortfall: number;
  /** By how much it is likelier than what gives another text, as a natural logarithm. */
  margin: number;
}

/** Recognises the encoding of a text by how likely its letters follow each other. @param declared The name of the one that the text gives. */
export function likelyEncoding(bytes: Uint8Array, { declared }: { declared: string | null }): LikelyEncoding {
  const sample = sampleOf(bytes);
  const high = sample.filter((byte) => byte >= 0x80).length;
  const tries = CANDIDATES.map(({ encoding, prior, usual, statistics }) => {
    const text = decodeBytes(sample, encoding);
    const ofLanguages = statistics().map((likelihood) => likelihoodOf(text, likelihood));
    const best = ofLanguages.reduce((one, other) => (other.whole > one.whole ? other : one));
    const bonus = encoding === declared ? DECLARED.once + DECLARED.eachByte * high : 0;
    return { encoding, text, score: best.whole + prior + bonus, shortfall: usual * high - best.ofNotAscii };
  }).sort((one, other) => other.score - one.score);
  const [best] = tries as [(typeof tries)[number]];
  const other = tries.find(({ text }) => text !== best.text);
  return { encoding: best.encoding, shortfall: best.shortfall, margin: best.score - (other?.score ?? 0) };
}

function likelihoodOf(text: string, likelihood: LogLikelihood): { whole: number; ofNotAscii: number } {
  let whole = 0;
  let ofNotAscii = 0;
  let before = ' ';
  for (const character of text) {
    const own = likelihood(character, before);
    whole += own;
    if (character >= '\u0080') ofNotAscii += own;
    before = character;
  }
  return { whole, ofNotAscii };
}

function sampleOf(bytes: Uint8Array): Uint8Array {
  let sample = '';
  for (const [piece] of Buffer.from(bytes).toString('latin1').matchAll(NOT_ASCII)) {
    sample += `${piece}\n`;
    if (sample.length >= SAMPLE_BYTES) break;
  }
  return Buffer.from(sample.slice(0, SAMPLE_BYTES), 'latin1');
}

function once<Value>(compute: () => Value): () => Value {
  let value: Value | undefined;
  return () => {
    value ??= compute();
    return value;
  };
}
