import { noteReference } from '../../../canonical-text/note-reference.ts';
import { lowered, raised } from '../../../canonical-text/raised.ts';
import { charactersOf, elementAt, elementsOf, isOn, valueAt, type XmlElement } from '../package/xml-element.ts';
import type { ReadContext } from '../read-context.ts';
import { type Look, lookOf, mergeLooks } from '../styles/look.ts';
import { linearFormula } from './linear-formula.ts';
import { isPageNumber, NOT_TICKED, TICKED } from './read-fields.ts';
import { isSymbolFont, symbolOf } from './symbols.ts';

/** Characters that look the same. */
export interface Piece {
  text: string;
  look: Look;
}

/** What stands in a paragraph. */
export interface Inline {
  pieces: Piece[];
  /** The contents of text boxes that are anchored in it. */
  boxes: XmlElement[];
}

/** Properties, and what was deleted. */
const LEFT_OUT = new Set(
  'w:pPr w:rPr w:sdtPr w:sdtEndPr w:rubyPr w:del w:moveFrom w:delText w:delInstrText w:annotationRef'.split(' '),
);
/** The characters of elements that stand for one. A hyphen that does not break is searched and quoted as any other. */
const CHARACTERS: Readonly<Record<string, string>> = {
  'w:tab': '\t',
  'w:ptab': '\t',
  'w:br': '\n',
  'w:cr': '\n',
  'w:noBreakHyphen': '-',
};
const PRIVATE_SIGNS = /[\uf020-\uf0ff]/g;
/** Programs whose objects are formulas. */
export const FORMULA_OBJECT = /^(?:Equation|MathType)/i;

/** What reads the elements inside a paragraph. */
interface InlineReader {
  context: ReadContext;
  boxes: XmlElement[];
  /** Adds characters, unless they are hidden. */
  add(text: string, look: Look): void;
  /** The same, unless they are the code of a field. */
  emit(text: string, look: Look): void;
  readAll(element: XmlElement | undefined, look: Look): void;
}

const readNote = (note: XmlElement, look: Look, { emit, context }: InlineReader) =>
  emit(referenceTo(note, context), look);

const READERS: Readonly<Record<string, (element: XmlElement, look: Look, reader: InlineReader) => void>> = {
  'w:r': (run, look, { context, emit, readAll }) => {
    const properties = elementAt(run, 'w:rPr');
    const around = mergeLooks(look, context.styles.character(valueAt(properties, 'w:rStyle')));
    const note = elementsOf(run).find(({ attributes }) => isYes(attributes.customMarkFollows));
    if (note) emit(referenceTo(note, context, charactersOf(run)), look);
    else readAll(run, mergeLooks(around, lookOf(properties)));
  },
  'w:t': (text, look, { context, emit }) => emit(withSigns(charactersOf(text), look, context), look),
  'w:sym': ({ attributes: { char = '', font } }, look, { context, emit }) =>
    emit(signOf(Number.parseInt(char, 16), font, context), look),
  'w:fldChar': (mark, look, { context, add }) => add(context.fields.mark(mark), look),
  'w:instrText': (code, _, { context }) => context.fields.addCode(charactersOf(code)),
  'w:fldSimple': (field, look, { context, readAll }) => {
    if (context.fields.hasPageNumbers || !isPageNumber(field.attributes.instr ?? '')) readAll(field, look);
  },
  'w:sdt': (control, look, { emit, readAll }) => {
    const box = elementAt(control, 'w:sdtPr', 'w14:checkbox');
    if (box) emit(isOn(box, 'w14:checked') ? TICKED : NOT_TICKED, look);
    else readAll(elementAt(control, 'w:sdtContent'), look);
  },
  'w:ruby': (ruby, look, { emit, readAll }) => {
    readAll(elementAt(ruby, 'w:rubyBase'), look);
    emit('(', look);
    readAll(elementAt(ruby, 'w:rt'), look);
    emit(')', look);
  },
  'w:footnoteReference': readNote,
  'w:endnoteReference': readNote,
  'w:txbxContent': (box, _, { boxes }) => boxes.push(box),
  'w:object': (object, look, { context, readAll }) => {
    const program = elementAt(object, 'o:OLEObject')?.attributes.ProgID ?? '';
    if (FORMULA_OBJECT.test(program)) context.omit('formulas-not-read');
    else readAll(object, look);
  },
  'm:oMath': (formula, look, { context, emit }) => {
    const text = linearFormula(formula);
    if (text.trim() === '') context.omit('formulas-not-read');
    emit(text, { ...look, shift: 'none' });
  },
  'mc:AlternateContent': (alternatives, look, { readAll }) => readAll(chosenOf(alternatives), look),
};

/** Reads the characters of a paragraph, without those that are deleted or hidden. */
export function readInline(paragraph: XmlElement, look: Look, context: ReadContext): Inline {
  const pieces: Piece[] = [];
  const reader: InlineReader = {
    context,
    boxes: [],
    add: (text, own) => {
      if (text !== '' && !own.isHidden) pieces.push({ text, look: own });
    },
    emit: (text, own) => {
      if (context.fields.isShown()) reader.add(text, own);
    },
    readAll: (element, own) => {
      for (const child of elementsOf(element)) {
        const character = CHARACTERS[child.name];
        if (character !== undefined) reader.emit(character, own);
        else if (!LEFT_OUT.has(child.name)) (READERS[child.name] ?? reader.readAll)(child, own, reader);
      }
    },
  };
  reader.readAll(paragraph, look);
  context.fields.endParagraph();
  return { pieces, boxes: reader.boxes };
}

/** The text of pieces. Raised and lowered characters do not join those before them. */
export function textOf(pieces: readonly Piece[]): string {
  const joined: Piece[] = [];
  for (const { text, look } of pieces) {
    const last = joined.at(-1);
    if (last && (last.look.shift ?? 'none') === (look.shift ?? 'none')) last.text += text;
    else joined.push({ text, look });
  }
  return joined
    .map(({ text, look: { shift } }) =>
      shift === 'raised' ? raised(text) : shift === 'lowered' ? lowered(text) : text,
    )
    .join('');
}

/** Of contents for newer and older programs those for newer ones, unless only the older ones have words. */
export function chosenOf(alternatives: XmlElement): XmlElement | undefined {
  const choices = elementsOf(alternatives);
  return choices.find(hasCharacters) ?? choices[0];
}

function hasCharacters(element: XmlElement): boolean {
  if (element.name === 'w:t' || element.name === 'm:t') return charactersOf(element).trim() !== '';
  return elementsOf(element).some(hasCharacters);
}

function isYes(value: string | undefined): boolean {
  return !/^(?:0|false|off)$/.test(value ?? '0');
}

function referenceTo({ name, attributes }: XmlElement, { notes }: ReadContext, mark?: string): string {
  const note = notes.refer(name === 'w:footnoteReference' ? 'footnote' : 'endnote', attributes.id ?? '', mark?.trim());
  return note ? noteReference(note) : '';
}

/** Signs of symbol fonts that are written as private characters, or as letters. */
function withSigns(text: string, { font }: Look, context: ReadContext): string {
  if (isSymbolFont(font))
    return [...text].map((sign) => (sign === ' ' ? sign : signOf(sign.codePointAt(0)!, font, context))).join('');
  return text.replace(PRIVATE_SIGNS, (sign) => signOf(sign.codePointAt(0)!, font, context));
}

function signOf(code: number, font: string | undefined, context: ReadContext): string {
  const sign = symbolOf(code, font);
  if (sign === null) context.omit('characters-not-read');
  return sign ?? '';
}
