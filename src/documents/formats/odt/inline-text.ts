import { noteReference } from '../../canonical-text/note-reference.ts';
import { lowered, raised } from '../../canonical-text/raised.ts';
import { elementAt, textIn, type XmlElement } from '../xml/parse-xml.ts';
import type { Styles } from './styles.ts';

/** Elements that are no text of the paragraph they stand in. */
const LEFT_OUT = new Set(
  'annotation annotation-end hidden-text hidden-paragraph ruby-text note-citation tracked-changes sequence-decls user-field-decls variable-decls title desc'.split(
    ' ',
  ),
);
const MAX_BLANKS = 100;

/** What a paragraph says, and what hangs on it. */
export interface InlineText {
  text: string;
  notes: { id: string; marker: string; body: XmlElement }[];
  /** Text boxes, whose paragraphs come after it. */
  frames: XmlElement[];
  /** Embedded objects without a text: charts. */
  objects: XmlElement[];
}

/**
 * The text of a paragraph as it is shown.
 *
 * @param options.formulaOf What an embedded object says, if it is a formula.
 */
export function inlineText(
  paragraph: XmlElement,
  { styles, formulaOf }: { styles: Styles; formulaOf(object: XmlElement): string },
): InlineText {
  const found: InlineText = { text: '', notes: [], frames: [], objects: [] };
  const textOf = (element: XmlElement): string =>
    element.children
      .map((child) => (typeof child === 'string' ? child.replace(/[ \t\r\n]+/g, ' ') : partOf(child)))
      .join('');
  const partOf = (part: XmlElement): string => {
    if (LEFT_OUT.has(part.name)) return '';
    if (part.name === 's') return ' '.repeat(Math.min(Number(part.attributes.c ?? 1), MAX_BLANKS));
    if (part.name === 'tab') return ' ';
    if (part.name === 'line-break') return '\n';
    if (part.name === 'note') return noteMark(part, found);
    if (part.name === 'text-box') found.frames.push(part);
    else if (part.name !== 'object') return shifted(part, textOf, styles);
    else {
      const formula = formulaOf(part);
      if (formula === '') found.objects.push(part);
      return formula;
    }
    return '';
  };
  found.text = textOf(paragraph);
  return found;
}

function shifted(part: XmlElement, textOf: (element: XmlElement) => string, styles: Styles): string {
  if (part.name !== 'span') return textOf(part);
  const style = part.attributes['style-name'];
  if (styles.isHidden('text', style)) return '';
  const by = styles.raisedBy(style);
  const text = textOf(part);
  return by > 0 ? raised(text) : by < 0 ? lowered(text) : text;
}

function noteMark(note: XmlElement, { notes }: InlineText): string {
  const marker = textIn(elementAt(note, 'note-citation')).trim() || '*';
  const body = elementAt(note, 'note-body');
  if (!body) return '';
  const id = note.attributes.id ?? `${notes.length}-${marker}`;
  notes.push({ id, marker, body });
  return noteReference({ id, marker });
}
