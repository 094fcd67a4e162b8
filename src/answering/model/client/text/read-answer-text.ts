import { createTagScanner, type TagKind, type Token } from './tags.ts';

/** What a piece of a model's text turns out to be. */
export type AnswerPiece =
  | { kind: 'text'; text: string }
  /** A part of the model's reasoning: a sign of life. */
  | { kind: 'thought' }
  /** All the text so far was reasoning: its opening tag was in the prompt. */
  | { kind: 'restart' }
  /** A token that ends a turn: what follows is no answer. */
  | { kind: 'end' };

/** Takes the reasoning and the special tokens out of what a model writes, cut anywhere. */
export interface AnswerTextReader {
  push(text: string): AnswerPiece[];
  end(): AnswerPiece[];
  /** Whether the text began in the middle of reasoning. */
  readonly beganInThought: boolean;
}

/** Where the reader stands in what a model writes. */
interface Reading {
  state: 'text' | 'thought' | 'head' | 'over';
  /** Text that is the answer after all if no tag says otherwise; null once that is known. */
  held: string[] | null;
  /** The words of the head that is being read. */
  head: string;
  /** The last character of the text. */
  before: string;
  isInCode: boolean;
  isVisible: boolean;
  hasThought: boolean;
  beganInThought: boolean;
  pieces: AnswerPiece[];
}

/** Neither blank nor invisible. */
const VISIBLE = /[^\s\p{Cc}\p{Cf}]/u;

/**
 * Creates the reader of one answer. A tag in code or behind a quotation mark is written about, and text.
 *
 * @param options.beginsInThought Whether the model's template opens its reasoning: then text is held back until that closes.
 */
export function createAnswerTextReader({ beginsInThought }: { beginsInThought: boolean }): AnswerTextReader {
  const scanner = createTagScanner();
  const reading: Reading = {
    state: beginsInThought ? 'thought' : 'text',
    held: beginsInThought ? [] : null,
    head: '',
    before: '',
    isInCode: false,
    isVisible: false,
    hasThought: false,
    beganInThought: false,
    pieces: [],
  };
  const read = (tokens: Token[]) => {
    for (const { text, tag } of tokens) {
      if (reading.state === 'over') break;
      if (tag === null || isWrittenAbout(reading)) takeText(reading, text);
      else TAKE_TAG[tag](reading);
    }
  };
  const taken = () => {
    const { pieces } = reading;
    reading.pieces = [];
    return pieces;
  };
  return {
    push(text) {
      read(scanner.push(text));
      return taken();
    },
    end() {
      read(scanner.end());
      release(reading);
      return taken();
    },
    get beganInThought() {
      return reading.beganInThought;
    },
  };
}

function isWrittenAbout({ state, isInCode, before }: Reading): boolean {
  return state === 'text' && (isInCode || /[«“‘]/.test(before));
}

const TAKE_TAG: Readonly<Record<TagKind, (reading: Reading) => void>> = {
  head(reading) {
    if (reading.state === 'text' && reading.isVisible) endTurn(reading);
    else Object.assign(reading, { held: null, state: 'head', head: `${reading.head} ` });
  },
  headEnd(reading) {
    if (reading.state === 'head') endHead(reading);
  },
  thought(reading) {
    // Text before the tag: the model did not begin in the middle of reasoning.
    if (reading.held?.some((text) => VISIBLE.test(text))) release(reading);
    Object.assign(reading, { held: null, hasThought: true, state: 'thought' });
  },
  thoughtEnd(reading) {
    const isUnopened = reading.held !== null || (reading.state === 'text' && !reading.hasThought);
    if (isUnopened) reading.beganInThought = true;
    if (isUnopened && reading.state === 'text') {
      reading.pieces = [{ kind: 'restart' }];
      reading.isVisible = false;
    }
    Object.assign(reading, { held: null, hasThought: true, state: 'text' });
  },
  wrap() {},
  special: endTurn,
};

function takeText(reading: Reading, text: string): void {
  if (reading.state === 'head') takeHead(reading, text);
  else if (reading.state === 'thought') {
    reading.held?.push(text);
    reading.pieces.push({ kind: 'thought' });
  } else if (text !== '') takeWords(reading, text);
}

function takeWords(reading: Reading, text: string): void {
  reading.before = text.at(-1)!;
  if ((text.match(/`+/g)?.length ?? 0) % 2 === 1) reading.isInCode = !reading.isInCode;
  reading.isVisible ||= VISIBLE.test(text);
  reading.pieces.push({ kind: 'text', text });
}

/** A head is a line at most. */
function takeHead(reading: Reading, text: string): void {
  const end = text.indexOf('\n');
  reading.head += end === -1 ? text : text.slice(0, end);
  if (end === -1) return;
  endHead(reading);
  takeText(reading, text.slice(end + 1));
}

/** Models with channels write their reasoning in one of them. */
function endHead(reading: Reading): void {
  reading.state = /analysis|commentary|thought/i.test(reading.head) ? 'thought' : 'text';
  reading.head = '';
}

/** Before the answer such a token ends a message of reasoning, or opens the turn. */
function endTurn(reading: Reading): void {
  release(reading);
  if (reading.state === 'thought') reading.state = 'text';
  if (!reading.isVisible) return;
  reading.state = 'over';
  reading.pieces.push({ kind: 'end' });
}

/** What was held back is the answer. */
function release(reading: Reading): void {
  const { held } = reading;
  if (held === null) return;
  reading.held = null;
  reading.state = 'text';
  for (const text of held) takeText(reading, text);
}
