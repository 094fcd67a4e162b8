import type { Language } from '../../protocol/language.ts';
import { quoted } from '../phrases.ts';
import type { PartName } from '../structure/part-words.ts';
import type { DocumentPart } from '../structure/parts-of-document.ts';
import { rangeOf } from '../structure/range-of.ts';
import type { DocumentStructure } from '../structure/read-structure.ts';
import type { PartAsked, PlaceAsked } from './read-address.ts';

interface Words {
  /** Each part in "there is no …", and several of them in "there are …". */
  names: Record<PartName, [none: string, several: string]>;
  missing: (title: string, place: string) => string;
  missingInAll: (count: number, place: string) => string;
  /** How a part is named with the part that it is a part of. */
  within: (inner: string, outer: string) => string;
  present: (parts: string) => string;
}

const WORDS: Record<Language, Words> = {
  ru: {
    names: {
      annex: ['приложения', 'приложения'],
      chapter: ['главы', 'главы'],
      section: ['раздела', 'разделы'],
      article: ['статьи', 'статьи'],
      part: ['части', 'части'],
      clause: ['пункта', 'пункты'],
      item: ['подпункта', 'подпункты'],
      paragraph: ['абзаца', 'абзацы'],
      table: ['таблицы', 'таблицы'],
      page: ['страницы', 'страницы'],
    },
    missing: (title, place) => `В документе ${title} нет ${place}.`,
    missingInAll: (count, place) => `Ни в одном из документов (их ${count}) нет ${place}.`,
    within: (inner, outer) => `${inner} ${outer}`,
    present: (parts) => `Есть ${parts}.`,
  },
  en: {
    names: {
      annex: ['annex', 'annexes'],
      chapter: ['chapter', 'chapters'],
      section: ['section', 'sections'],
      article: ['article', 'articles'],
      part: ['part', 'parts'],
      clause: ['clause', 'clauses'],
      item: ['item', 'items'],
      paragraph: ['paragraph', 'paragraphs'],
      table: ['table', 'tables'],
      page: ['page', 'pages'],
    },
    missing: (title, place) => `${title} has no ${place}.`,
    missingInAll: (count, place) => `None of the ${count} documents has ${place}.`,
    within: (inner, outer) => `${inner} of ${outer}`,
    present: (parts) => `It has ${parts}.`,
  },
};

/** Documents of which each is described, at most. */
const MAX_DESCRIBED = 3;

/**
 * Says of each document that it has no such place, and what it has.
 *
 * @param documents.count How many there are, of which some may not have been read.
 */
export function describeMissing(
  places: PlaceAsked[],
  { read, count, language }: { read: DocumentStructure[]; count: number; language: Language },
): string {
  const words = WORDS[language];
  const asked = places.map((place) => describePlace(place, words)).join(', ');
  if (count > MAX_DESCRIBED) return words.missingInAll(count, asked);
  return read
    .map((structure) => {
      const title = quoted(structure.document.title, language);
      return `${words.missing(title, asked)} ${words.present(describePresent(places[0]!, structure, words))}`;
    })
    .join('\n');
}

function describePlace(place: PlaceAsked, words: Words): string {
  const parts = place.map((part) => {
    const [name] = words.names[part.name];
    return 'number' in part ? `${name} ${part.number}` : name;
  });
  return parts.reduce((outer, inner) => words.within(inner, outer));
}

/** The parts that there are of the kind asked for; the paragraphs where there are none. */
function describePresent([asked]: PlaceAsked, structure: DocumentStructure, words: Words): string {
  const { tables, parts } = structure;
  const { paragraphs } = structure.document;
  const several = (name: PartName, numbers: string[]) => `${words.names[name][1]} ${rangeOf(numbers)}`;
  const pages = [...new Set(paragraphs.flatMap(({ page }) => page ?? []))].map(String);
  if (asked!.name === 'page' && pages.length > 0) return several('page', pages);
  if (asked!.name === 'table' && tables.length > 0)
    return several(
      'table',
      tables.map(({ number }, index) => number ?? `${index + 1}`),
    );
  const near = ['page', 'table', 'paragraph'].includes(asked!.name) ? [] : partsNear(asked!, parts);
  if (near.length === 0)
    return several(
      'paragraph',
      paragraphs.map(({ number }) => `${number}`),
    );
  const { name, kind } = near[0]!;
  return several(name ?? (kind === 'heading' ? 'section' : 'clause'), [...new Set(near.map(({ number }) => number!))]);
}

/** The parts beside the one asked for: 4.1, 4.2 for 4.9; those of the highest level where there are none. */
function partsNear(asked: PartAsked, parts: DocumentPart[]): DocumentPart[] {
  const numbered = parts.filter(({ number }) => number !== null);
  const called = numbered.filter(({ name }) => name === asked.name);
  if (called.length > 0) return called;
  const above = 'number' in asked ? asked.number.replace(/[^.]*$/, '') : '';
  const beside = above === '' ? [] : numbered.filter(({ number }) => number!.startsWith(above));
  if (beside.length > 0) return beside;
  const first = numbered.find(({ kind }) => kind !== 'item');
  return numbered.filter(
    ({ kind, name, parent }) => kind === first?.kind && name === first.name && parent === first.parent,
  );
}
