import { appendTo } from '../runtime/append-to.ts';
import type { StoredDocument } from '../stores/document-reader.ts';

/** "Now", "current": asks for the newest of several versions. */
const ASKS_NEWEST =
  /(?<!\p{L})(?:сейчас|теперь|сегодня|ныне|нынешн\p{L}*|текущ\p{L}*|действу(?:ет|ют|ющ\p{L}*)|актуальн\p{L}*|новейш\p{L}*|now|nowadays|today|current|currently|latest|newest|in force|up to date)(?!\p{L})/iu;
const YEAR = /(?<![\p{L}\p{N}.,/-])(?:19|20)\d\d(?![\p{N}/-]|[.,]\d)/gu;
/** What distinguishes the title of one version from that of another, beside numbers. */
const OF_VERSION =
  /\p{N}+|(?<!\p{L})(?:год\p{L}*|г|version|версия|ред(?:акция)?|rev(?:ision)?|v|from|от|на|for|of)(?!\p{L})|[^\p{L}]+/giu;

/** The versions of one text, such as the price lists of two years, of which a question asks for one. */
export interface DocumentVersions {
  /** What a question asks for of the documents searched: of several versions only that of its year, or the newest where it asks for what holds now. */
  asked(question: string, documentIds?: readonly string[]): VersionsAsked;
}

/** How the versions stand to a question. */
export interface VersionsAsked {
  /** Ids of the documents that are another version than the one asked for. */
  others: ReadonlySet<string>;
  /** Ids of the documents of which no version is of the year that is asked for. */
  withoutYear: ReadonlySet<string>;
}

/** Finds the documents whose titles differ in nothing but numbers: they are versions of one another where their years differ. */
export function findVersions(documents: readonly Pick<StoredDocument, 'id' | 'title' | 'date'>[]): DocumentVersions {
  const families = new Map<string, Version[]>();
  for (const { id, title, date } of documents) {
    const year = title.match(YEAR)?.at(-1) ?? date?.slice(0, 4);
    if (year === undefined) continue;
    const name = title.toLowerCase().replace(OF_VERSION, ' ').trim();
    const order = date?.startsWith(year) ? date : year;
    appendTo(families, name, { id, year, order });
  }
  const versions = [...families.values()].filter(areVersions);
  return {
    asked(question, documentIds) {
      const isSearched = documentIds && new Set(documentIds);
      const others = new Set<string>();
      const withoutYear = new Set<string>();
      const years = new Set(question.match(YEAR));
      const asksNewest = ASKS_NEWEST.test(question);
      for (const whole of versions) {
        const family = isSearched ? whole.filter(({ id }) => isSearched.has(id)) : whole;
        if (!areVersions(family)) continue;
        const ofYear = family.filter(({ year }) => years.has(year));
        const newest = family
          .map(({ order }) => order)
          .sort()
          .at(-1)!;
        const asked = years.size > 0 ? ofYear : asksNewest ? family.filter(({ order }) => order === newest) : family;
        for (const version of family) {
          if (asked.length === 0) withoutYear.add(version.id);
          else if (!asked.includes(version)) others.add(version.id);
        }
      }
      return { others, withoutYear };
    },
  };
}

type Version = { id: string; year: string; order: string };

function areVersions(family: readonly Version[]): boolean {
  return new Set(family.map(({ order }) => order)).size > 1;
}
