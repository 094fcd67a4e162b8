import { withoutUnfinishedLabel } from '../labels/read-labels.ts';
import { createSentenceMaker, type ReadSentence, type SentenceMakerParts } from './make-sentence.ts';
import { firstSentenceEnd } from './sentence-ends.ts';
import { isJson, unwrapJson } from './unwrap-json.ts';

/** Reads what a model streams as sentences with their labels, the same however it is cut. */
interface SentenceReader {
  /** @returns The sentences that are known to be finished by now. */
  push(delta: string): ReadSentence[];
  /** @returns What is left. */
  end(): ReadSentence[];
}

/** In UTF-16 code units: what has no end by then is cut at a blank. */
const MAX_SENTENCE_LENGTH = 2000;
/** Longer sentences are searched for their end now and then only. */
const USUAL_LENGTH = 400;
/** Runs of blanks say no more than so many. */
const MAX_BLANKS = 200;
/** What may show that a sentence has ended: a blank after a word, or the first letters after a full stop. */
const MAY_SHOW_END = /\s$|[.!?…。！？][^\p{L}]{0,40}\p{L}{4}$/u;
const CLOSING_BRACKET = /[\])】]/u;
const HAS_END = /[.!?…。！？\n]/u;
/** In UTF-16 code units: enough of the end for `MAY_SHOW_END`. */
const SHOWING_LENGTH = 50;

export function createSentenceReader(parts: SentenceMakerParts): SentenceReader {
  const splitter = createSplitter(parts);
  /** What is read before it is known whether it is JSON, or all of what is. */
  let opening = '';
  let form: 'unknown' | 'text' | 'json' = 'unknown';

  return {
    push(delta) {
      if (form === 'text') return splitter.push(delta);
      opening += delta;
      if (form === 'unknown') {
        const opensJson = isJson(opening);
        if (opensJson !== null) form = opensJson ? 'json' : 'text';
      }
      return form === 'text' ? splitter.push(opening) : [];
    },
    end() {
      const rest = form === 'text' ? [] : splitter.push(unwrapJson(opening) ?? opening);
      return [...rest, ...splitter.end()];
    },
  };
}

function createSplitter(parts: SentenceMakerParts): SentenceReader {
  const maker = createSentenceMaker(parts);
  /** What is read of the next sentences. */
  let read = '';
  let isFirst = true;
  /** The length from which on it is worth looking for an end: texts that have none are not searched at every word. */
  let nextTry = 0;

  function split(isWhole: boolean): ReadSentence[] {
    const finished: ReadSentence[] = [];
    for (;;) {
      const end = firstSentenceEnd(read, { isLabel: parts.isLabel, isWhole, isFirst }) ?? forcedEnd(read);
      if (end === null) break;
      const sentence = maker.make(read.slice(0, end), { isFirst });
      if (sentence) finished.push(sentence);
      read = read.slice(end);
      isFirst = false;
    }
    nextTry = read.length < USUAL_LENGTH ? 0 : read.length + (read.length >> 4);
    return finished;
  }

  function readCharacter(character: string): ReadSentence[] {
    read += character;
    if (CLOSING_BRACKET.test(character)) read = parts.withNamesAsLabels?.(read) ?? read;
    if (read.length === MAX_BLANKS && read.trim() === '') read = read.includes('\n') ? '\n\n' : ' ';
    if (read.length < nextTry) return [];
    const mayHaveEnd = MAY_SHOW_END.test(read.slice(-SHOWING_LENGTH)) && HAS_END.test(read);
    return mayHaveEnd || read.length > MAX_SENTENCE_LENGTH ? split(false) : [];
  }

  return {
    push: (delta) => delta.split('').flatMap(readCharacter),
    end() {
      read = withoutUnfinishedLabel(read);
      return split(true);
    },
  };
}

function forcedEnd(text: string): number | null {
  if (text.length <= MAX_SENTENCE_LENGTH || /^\s*(?:`{3}|~{3})/u.test(text)) return null;
  const blank = Math.max(...[' ', '\n'].map((sign) => text.lastIndexOf(sign, MAX_SENTENCE_LENGTH)));
  return blank > MAX_SENTENCE_LENGTH / 2 ? blank : MAX_SENTENCE_LENGTH;
}
