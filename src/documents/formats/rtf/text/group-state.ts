import { type Look, mergeLooks } from '../../docx/styles/look.ts';
import type { Font } from '../header/read-fonts.ts';
import type { Word } from '../syntax/parse-groups.ts';

/** How a paragraph is set, as its words say. */
export interface ParagraphFormat {
  /** Number of its style. */
  style: number;
  /** Outline level from 0, 9 for text; undefined when only the style says it. */
  outline: number | undefined;
  alignment: 'start' | 'centre' | 'end';
  /** Indents in twentieths of a point: of all lines, and of the first one beside that. */
  left: number;
  first: number;
  /** The list it belongs to. */
  list: number | null;
  /** Of its list, from 0. */
  level: number;
  /** How many tables it stands in. */
  depth: number;
}

/** What words have set in a group; the groups inside start with it. */
export interface GroupState {
  look: Look;
  font: number | undefined;
  eastAsianFont: number | undefined;
  /** The characters that follow are East Asian ones. */
  isEastAsian: boolean;
  /** What follows was deleted, or is no text. */
  isLeftOut: boolean;
  paragraph: ParagraphFormat;
}

const PLAIN: ParagraphFormat = {
  style: 0,
  outline: undefined,
  alignment: 'start',
  left: 0,
  first: 0,
  list: null,
  level: 0,
  depth: 0,
};

type Change = (state: GroupState, value: number, fonts: ReadonlyMap<number, Font>) => void;

/** Of the words that change a state: what they change. A word that switches something is off with the value 0. */
const CHANGES: Readonly<Record<string, Change>> = {
  pard: (state) => {
    state.paragraph = PLAIN;
  },
  plain: (state) => {
    Object.assign(state, { look: {}, font: undefined, eastAsianFont: undefined, isEastAsian: false });
  },
  s: (state, style) => setParagraph(state, { style }),
  outlinelevel: (state, outline) => setParagraph(state, { outline }),
  ql: (state) => setParagraph(state, { alignment: 'start' }),
  qj: (state) => setParagraph(state, { alignment: 'start' }),
  qc: (state) => setParagraph(state, { alignment: 'centre' }),
  qr: (state) => setParagraph(state, { alignment: 'end' }),
  li: (state, left) => setParagraph(state, { left }),
  fi: (state, first) => setParagraph(state, { first }),
  ls: (state, list) => setParagraph(state, { list }),
  ilvl: (state, level) => setParagraph(state, { level }),
  intbl: (state) => setParagraph(state, { depth: Math.max(1, state.paragraph.depth) }),
  itap: (state, depth) => setParagraph(state, { depth }),
  b: (state, value) => setLook(state, { isBold: value !== 0 }),
  caps: (state, value) => setLook(state, { isCapitals: value !== 0 }),
  v: (state, value) => setLook(state, { isHidden: value !== 0 }),
  fs: (state, size) => setLook(state, { size }),
  super: (state, value) => setLook(state, { shift: value === 0 ? 'none' : 'raised' }),
  sub: (state, value) => setLook(state, { shift: value === 0 ? 'none' : 'lowered' }),
  nosupersub: (state) => setLook(state, { shift: 'none' }),
  up: (state, value) => setLook(state, { shift: value > 0 ? 'raised' : 'none' }),
  dn: (state, value) => setLook(state, { shift: value > 0 ? 'lowered' : 'none' }),
  deleted: (state, value) => {
    state.isLeftOut = value !== 0;
  },
  pict: (state) => {
    state.isLeftOut = true;
  },
  loch: (state) => {
    state.isEastAsian = false;
  },
  hich: (state) => {
    state.isEastAsian = false;
  },
  dbch: (state) => {
    state.isEastAsian = true;
  },
  af: (state, font) => {
    if (state.isEastAsian) state.eastAsianFont = font;
  },
  f: (state, font, fonts) => {
    state.font = font;
    setLook(state, { font: fonts.get(font)?.name });
  },
};

/** The state at the beginning of a text. */
export function plainState(): GroupState {
  return {
    look: {},
    font: undefined,
    eastAsianFont: undefined,
    isEastAsian: false,
    isLeftOut: false,
    paragraph: PLAIN,
  };
}

/** Changes a state by a word; other words leave it as it is. */
export function applyWord({ name, value }: Word, state: GroupState, fonts: ReadonlyMap<number, Font>): void {
  if (Object.hasOwn(CHANGES, name)) CHANGES[name]!(state, value ?? 1, fonts);
}

function setParagraph(state: GroupState, change: Partial<ParagraphFormat>): void {
  state.paragraph = { ...state.paragraph, ...change };
}

function setLook(state: GroupState, change: Look): void {
  state.look = mergeLooks(state.look, change);
}
