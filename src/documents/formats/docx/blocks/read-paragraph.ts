import { onOneLine } from '../../../document.ts';
import { elementAt, valueAt, type XmlElement } from '../package/xml-element.ts';
import type { ReadContext } from '../read-context.ts';
import type { Look } from '../styles/look.ts';
import { lookOf, mergeLooks } from '../styles/look.ts';
import { outlineLevel, placeOf } from '../styles/read-styles.ts';
import { type Piece, readInline, textOf } from '../text/read-inline.ts';
import type { ParagraphDraft } from './draft.ts';

/** A paragraph: what of it joins the next one when its mark is deleted, the draft when it is not. */
export interface ReadParagraph {
  draft: ParagraphDraft | null;
  carried: Piece[];
  boxes: XmlElement[];
}

/** Styles of the entries of a table of contents. */
export const CONTENTS = /^(?:toc|оглавление|table of figures)\s*\d*$/;
const LETTERS = /\p{L}/u;
/** An indent in twentieths of a point from which a text stands at the right. */
const FAR_RIGHT = 4000;
const USUAL_SIZE = 20;

/** Reads a paragraph, and counts it when it has a number. @param carried What the deleted mark of the paragraph before leaves. */
export function readParagraph(paragraph: XmlElement, carried: readonly Piece[], context: ReadContext): ReadParagraph {
  const properties = elementAt(paragraph, 'w:pPr');
  const mark = elementAt(properties, 'w:rPr');
  const style = context.styles.paragraph(valueAt(properties, 'w:pStyle'));
  const { pieces: own, boxes } = readInline(paragraph, style.look, context);
  const pieces = [...carried, ...own];
  const section = elementAt(properties, 'w:sectPr');
  if (section) context.sections.push(section);
  if (elementAt(mark, 'w:del') || elementAt(mark, 'w:moveFrom')) return { draft: null, carried: pieces, boxes };
  const text = textOf(pieces).split('\n').map(onOneLine).join('\n').trim();
  const isHidden = mergeLooks(style.look, lookOf(mark)).isHidden && text === '';
  if (isHidden) return { draft: null, carried: [], boxes };
  const outline = outlineLevel(properties);
  const draft: ParagraphDraft = {
    kind: 'paragraph',
    text,
    label: context.counter.next(placeOf(elementAt(properties, 'w:numPr')), style),
    headingLevel: outline === undefined ? style.headingLevel : outline,
    isContents: CONTENTS.test(style.name),
    alignment: alignmentOf(properties, style.alignment),
    ...commonLook(pieces),
  };
  return { draft, carried: [], boxes };
}

function alignmentOf(properties: XmlElement | undefined, ofStyle: string | undefined): ParagraphDraft['alignment'] {
  const alignment = valueAt(properties, 'w:jc') ?? ofStyle ?? '';
  if (alignment === 'center') return 'centre';
  const { left, start } = elementAt(properties, 'w:ind')?.attributes ?? {};
  const isFarRight = Number(left ?? start ?? 0) >= FAR_RIGHT;
  return /^(?:right|end)$/.test(alignment) || isFarRight ? 'end' : 'start';
}

/** What all letters have in common. */
export function commonLook(pieces: readonly Piece[]): Pick<ParagraphDraft, 'isBold' | 'isCapitals' | 'size'> {
  const lettered = pieces.filter(({ text }) => LETTERS.test(text));
  const all = (test: (look: Look, text: string) => boolean) =>
    lettered.length > 0 && lettered.every(({ look, text }) => test(look, text));
  return {
    isBold: all(({ isBold }) => isBold === true),
    isCapitals: all(
      ({ isCapitals }, text) => isCapitals === true || (text === text.toUpperCase() && text !== text.toLowerCase()),
    ),
    size: Math.max(0, ...lettered.map(({ look: { size = USUAL_SIZE } }) => size)),
  };
}
