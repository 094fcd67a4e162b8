import type { Language } from '../../protocol/language.ts';
import { keepLatest } from '../../runtime/keep-latest.ts';
import { isTerm, tokenize } from '../../text/tokenize.ts';
import { headingWords } from '../places/find-place.ts';
import type { NameDocuments } from '../structure/name-documents.ts';
import type { DocumentPart } from '../structure/parts-of-document.ts';
import type { DocumentStructure } from '../structure/read-structure.ts';
import { formsOf } from '../structure/word-forms.ts';

/** What a question is answered from. */
export interface SectionSources {
  structures: DocumentStructure[];
  nameDocuments: NameDocuments;
  language: Language;
}

/** How far words and a heading are about the same. */
export interface HeadingMatch {
  /** The words that the heading does not have. */
  otherWords: string[];
  /** Share of the words of the heading that are among them, 0…1. */
  share: number;
}

/** Creates what compares the words of a subject with those of headings, in any of their forms; each word of the headings once. */
export function createHeadingMatcher(
  words: readonly string[],
): (heading: Pick<DocumentPart, 'label' | 'number'>) => HeadingMatch {
  const isLike = words.map(formsOf);
  /** Which words a word of a heading is a form of, by their places. */
  const placesOf = keepLatest((own) => isLike.flatMap((isForm, place) => (isForm(own) ? [place] : [])), {
    count: 5000,
    longest: 100,
  });
  return (heading) => {
    const own = headingWords(heading).filter(isTerm).map(placesOf);
    const found = new Set(own.flat());
    return {
      otherWords: words.filter((_, place) => !found.has(place)),
      share: own.length === 0 ? 0 : own.filter(({ length }) => length > 0).length / own.length,
    };
  };
}

/** Whether a trail of headings has one of the words. */
export function hasWordOf(trail: string, words: readonly string[]): boolean {
  const own = tokenize(trail);
  return words.map(formsOf).some((isLike) => own.some(isLike));
}

/** Creates what says whether words name a document, each of them: the same words are looked up once. */
export function createNameCheck(
  nameDocuments: NameDocuments,
): (words: string[], structure: DocumentStructure) => Promise<boolean> {
  const known = new Map<DocumentStructure, Map<string, Promise<boolean>>>();
  const isNamed = async (words: string[], { document }: DocumentStructure) =>
    (await nameDocuments(words, [document])).otherWords.length === 0;
  return (words, structure) => {
    const ofDocument = known.get(structure) ?? new Map<string, Promise<boolean>>();
    known.set(structure, ofDocument);
    const key = words.join(' ');
    const answer = ofDocument.get(key) ?? isNamed(words, structure);
    ofDocument.set(key, answer);
    return answer;
  };
}
