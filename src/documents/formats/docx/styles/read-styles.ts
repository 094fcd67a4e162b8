import { elementAt, elementsOf, isOn, valueAt, type XmlElement } from '../package/xml-element.ts';
import { type Look, lookOf, mergeLooks } from './look.ts';

/** A place in a numbered list, as a paragraph or its style names it. */
export interface NumberedPlace {
  listId?: string | undefined;
  level?: number | undefined;
}

/** What a style of paragraphs says, with all that it is based on. */
export interface ParagraphStyle {
  id: string;
  /** In small letters; localized ones as the file has them. */
  name: string;
  /** 1–9; null for text. */
  headingLevel: number | null;
  place: NumberedPlace;
  alignment: string | undefined;
  look: Look;
}

export interface Styles {
  /** @param id Without one, or with an unknown one, the style of paragraphs that have none. */
  paragraph(id: string | undefined): ParagraphStyle;
  character(id: string | undefined): Look;
  /** The list of a numbering style. */
  listOf(id: string): string | undefined;
  /** Whether the first row of tables of this style looks otherwise. */
  marksFirstRow(id: string | undefined): boolean;
}

/** Names of heading styles; programs in other languages than English keep the English name or write their own. */
const HEADING = /^(?:heading|заголовок|überschrift|titre|título|titolo|nagłówek|kop|rubrik|otsikko)\s*([1-9])$/;
const TITLE = /^(?:title|название|titel)$/;
const NO_LEVEL = 9;
const MAX_CHAIN = 20;

/** Reads the styles of a document; without the part every paragraph is text. */
export function readStyles(root: XmlElement | undefined): Styles {
  const all = new Map(elementsOf(root, 'w:style').map((style) => [style.attributes.styleId ?? '', style]));
  const usual = [...all.values()].find(
    ({ attributes }) => attributes.type === 'paragraph' && /^(?:1|true|on)$/.test(attributes.default ?? ''),
  );
  const defaults = lookOf(elementAt(root, 'w:docDefaults', 'w:rPrDefault', 'w:rPr'));
  /** From the style itself to the one that all is based on. */
  const chainOf = (style: XmlElement | undefined): XmlElement[] => {
    const chain: XmlElement[] = [];
    for (let next = style; next && !chain.includes(next) && chain.length < MAX_CHAIN; ) {
      chain.push(next);
      next = all.get(valueAt(next, 'w:basedOn') ?? '');
    }
    return chain;
  };
  const paragraphs = cached((id) => paragraphStyle(chainOf(all.get(id) ?? usual), defaults));
  const characters = cached((id) => {
    const looks = chainOf(all.get(id)).map((style) => lookOf(elementAt(style, 'w:rPr')));
    return looks.reduceRight<Look>(mergeLooks, {});
  });
  return {
    paragraph: (id = '') => paragraphs(id),
    character: (id) => (id === undefined ? {} : characters(id)),
    listOf: (id) => valueAt(all.get(id), 'w:pPr', 'w:numPr', 'w:numId'),
    marksFirstRow: (id = '') =>
      chainOf(all.get(id))
        .flatMap((style) => elementsOf(style, 'w:tblStylePr'))
        .some((part) => part.attributes.type === 'firstRow' && isOn(elementAt(part, 'w:rPr'), 'w:b') === true),
  };
}

function paragraphStyle(chain: readonly XmlElement[], defaults: Look): ParagraphStyle {
  const first = <Value>(find: (style: XmlElement) => Value | undefined) =>
    chain.map(find).find((value) => value !== undefined);
  const place = first((style) => elementAt(style, 'w:pPr', 'w:numPr'));
  return {
    id: chain[0]?.attributes.styleId ?? '',
    name: nameOf(chain[0]),
    headingLevel: first(levelOf) ?? null,
    place: { ...placeOf(place), listId: first((style) => valueAt(style, 'w:pPr', 'w:numPr', 'w:numId')) },
    alignment: first((style) => valueAt(style, 'w:pPr', 'w:jc')),
    look: chain.map((style) => lookOf(elementAt(style, 'w:rPr'))).reduceRight(mergeLooks, defaults),
  };
}

function nameOf(style: XmlElement | undefined): string {
  return (valueAt(style, 'w:name') ?? '').toLowerCase();
}

function levelOf(style: XmlElement): number | null | undefined {
  const outline = valueAt(elementAt(style, 'w:pPr'), 'w:outlineLvl');
  return headingLevelOf(nameOf(style), outline === undefined ? undefined : Number(outline));
}

/**
 * The level of headings that a style stands for: null when it says that it is none, undefined when it says nothing.
 *
 * @param name In small letters.
 * @param outline From 0.
 */
export function headingLevelOf(name: string, outline: number | undefined): number | null | undefined {
  if (TITLE.test(name)) return 1;
  if (outline !== undefined) return levelOfOutline(outline);
  const named = HEADING.exec(name)?.[1];
  return named === undefined ? undefined : Number(named);
}

/** The level of headings that properties of a paragraph give: null when they say that it is text. */
export function outlineLevel(properties: XmlElement | undefined): number | null | undefined {
  const value = valueAt(properties, 'w:outlineLvl');
  return value === undefined ? undefined : levelOfOutline(Number(value));
}

/** The level of headings of an outline level, from 0: null for text. */
export function levelOfOutline(outline: number): number | null {
  return outline >= 0 && outline < NO_LEVEL ? outline + 1 : null;
}

/** The place in a list that `numPr` gives. */
export function placeOf(numbered: XmlElement | undefined): NumberedPlace {
  const level = valueAt(numbered, 'w:ilvl');
  return { listId: valueAt(numbered, 'w:numId'), level: level === undefined ? undefined : Number(level) };
}

function cached<Value>(make: (id: string) => Value): (id: string) => Value {
  const made = new Map<string, Value>();
  return (id) => {
    if (!made.has(id)) made.set(id, make(id));
    return made.get(id)!;
  };
}
