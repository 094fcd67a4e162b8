import type { Block } from '../../canonical-text/blocks.ts';
import type { Package, Relationship } from '../xml/open-package.ts';
import { elementAt, elementsBelow, elementsOf, type XmlElement } from '../xml/parse-xml.ts';
import { chartTable } from './chart-table.ts';
import { slideTable } from './slide-table.ts';
import { plainText, textBlocks } from './text-body.ts';

/** Placeholders that repeat on every slide. */
const RUNNING = new Set(['sldNum', 'dt', 'ftr', 'hdr']);
const TITLES = new Set(['title', 'ctrTitle']);

/** A slide: its title, and what it says below. */
export interface SlideContent {
  title: string;
  /** Whether it is laid out as the first one of a presentation. */
  isOpening: boolean;
  blocks: Block[];
}

/** What a shape takes its styles from, when it has none itself. */
interface Surroundings {
  package: Package;
  page: number;
  relationships: Relationship[];
  layout: XmlElement | undefined;
  master: XmlElement | undefined;
}

/** Reads a slide. @param path Of its part. */
export function readSlide(from: Package, path: string, page: number): SlideContent {
  const slide = from.part(path)!;
  const relationships = from.relationships(path);
  const layoutPath = targetOf(relationships, 'slideLayout');
  const masterPath = layoutPath && targetOf(from.relationships(layoutPath), 'slideMaster');
  const shapes = shapesIn(elementAt(slide, 'cSld', 'spTree'));
  const titles = shapes.filter((shape) => TITLES.has(placeholderOf(shape)?.type ?? ''));
  const surroundings: Surroundings = {
    package: from,
    page,
    relationships,
    layout: layoutPath ? from.part(layoutPath) : undefined,
    master: masterPath ? from.part(masterPath) : undefined,
  };
  return {
    title: titles
      .map((shape) => plainText(elementAt(shape, 'txBody')))
      .join(' ')
      .trim(),
    isOpening: titles.some((shape) => placeholderOf(shape)?.type === 'ctrTitle'),
    blocks: shapes.filter((shape) => !titles.includes(shape)).flatMap((shape) => shapeBlocks(shape, surroundings)),
  };
}

/** What a speaker wrote below a slide. */
export function speakerNotes(from: Package, path: string, page: number): Block[] {
  const notesPath = targetOf(from.relationships(path), 'notesSlide');
  const notes = notesPath ? from.part(notesPath) : undefined;
  return shapesIn(elementAt(notes, 'cSld', 'spTree'))
    .filter((shape) => placeholderOf(shape)?.type === 'body')
    .flatMap((shape) => textBlocks(elementAt(shape, 'txBody')!, { styles: [], page }));
}

export function targetOf(relationships: readonly Relationship[], type: string): string | undefined {
  return relationships.find((one) => one.type === type)?.target;
}

/** Shapes with text, tables, charts and diagrams, in the order of the file, which is the order they are read aloud in. */
function shapesIn(tree: XmlElement | undefined): XmlElement[] {
  if (!tree) return [];
  return elementsOf(tree).flatMap((shape) => {
    if (shape.name === 'grpSp') return shapesIn(shape);
    if (shape.name === 'AlternateContent') {
      const [choice, fallback] = ['Choice', 'Fallback'].map((name) => shapesIn(elementAt(shape, name)));
      return choice!.length > 0 ? choice! : fallback!;
    }
    return isShown(shape) ? [shape] : [];
  });
}

function isShown(shape: XmlElement): boolean {
  if (shape.name === 'graphicFrame') return !isHidden(shape);
  return shape.name === 'sp' && elementAt(shape, 'txBody') !== undefined && !isHidden(shape);
}

function isHidden(shape: XmlElement): boolean {
  const { hidden } = elementsBelow(shape, 'cNvPr')[0]?.attributes ?? {};
  return hidden === '1' || hidden === 'true';
}

/** The place in the layout that a shape fills. */
function placeholderOf(shape: XmlElement): { type: string; index: string | undefined } | null {
  const place = elementAt(shape, 'nvSpPr', 'nvPr', 'ph');
  return place ? { type: place.attributes.type ?? 'body', index: place.attributes.idx } : null;
}

function shapeBlocks(shape: XmlElement, surroundings: Surroundings): Block[] {
  if (shape.name === 'graphicFrame') return frameBlocks(shape, surroundings);
  if (RUNNING.has(placeholderOf(shape)?.type ?? '')) return [];
  return textBlocks(elementAt(shape, 'txBody')!, { styles: stylesOf(shape, surroundings), page: surroundings.page });
}

/** The styles of a shape's text, nearest first. */
function stylesOf(shape: XmlElement, { layout, master }: Surroundings): XmlElement[] {
  const place = placeholderOf(shape);
  const styles = elementAt(master, 'txStyles');
  if (!place) return [elementAt(styles, 'otherStyle')].flatMap((style) => style ?? []);
  const inLayout = shapesIn(elementAt(layout, 'cSld', 'spTree')).find((other) => {
    const own = placeholderOf(other);
    return own !== null && (place.index === undefined ? own.type === place.type : own.index === place.index);
  });
  const inMaster = shapesIn(elementAt(master, 'cSld', 'spTree')).find((other) => placeholderOf(other)?.type === 'body');
  return [
    elementAt(inLayout, 'txBody', 'lstStyle'),
    elementAt(inMaster, 'txBody', 'lstStyle'),
    elementAt(styles, 'bodyStyle'),
  ].flatMap((style) => style ?? []);
}

function frameBlocks(frame: XmlElement, { package: from, page, relationships }: Surroundings): Block[] {
  const data = elementAt(frame, 'graphic', 'graphicData');
  const table = elementAt(data, 'tbl');
  if (table) return [slideTable(table, page)];
  const partOf = (id: string | undefined) => {
    const target = relationships.find((one) => one.id === id)?.target;
    return target === undefined ? undefined : from.part(target);
  };
  const chart = partOf(elementAt(data, 'chart')?.attributes['r:id']);
  if (chart) return chartTable(chart, page);
  const diagram = partOf(elementAt(data, 'relIds')?.attributes['r:dm']);
  const items = elementsBelow(diagram ?? frame, 't').map((text) => plainText(text));
  return diagram ? [{ kind: 'list', page, items: items.map((text) => ({ marker: null, depth: 0, text })) }] : [];
}
