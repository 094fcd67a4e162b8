import type { Language } from '../../protocol/language.ts';
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

/** Compares the words of a subject with those of a heading, in any of their forms. */
export function matchHeading(words: readonly string[], heading: Pick<DocumentPart, 'label' | 'number'>): HeadingMatch {
  const own = headingWords(heading).filter(isTerm);
  const asked = words.map((word) => ({ word, isLike: formsOf(word) }));
  return {
    otherWords: asked.filter(({ isLike }) => !own.some(isLike)).map(({ word }) => word),
    share: own.length === 0 ? 0 : own.filter((word) => asked.some(({ isLike }) => isLike(word))).length / own.length,
  };
}

/** Whether a trail of headings has one of the words. */
export function hasWordOf(trail: string, words: readonly string[]): boolean {
  const own = tokenize(trail);
  return words.map(formsOf).some((isLike) => own.some(isLike));
}

/** Whether words name a document, each of them. */
export async function areNames(
  words: string[],
  { document }: DocumentStructure,
  nameDocuments: NameDocuments,
): Promise<boolean> {
  return (await nameDocuments(words, [document])).otherWords.length === 0;
}
