import type { Language } from '../../protocol/language.ts';
import { numeralOf } from '../../text/numerals.ts';
import { tokenize } from '../../text/tokenize.ts';
import type { QuoteSelection } from '../answer.ts';
import { quoteDocuments } from '../structure/quote-documents.ts';
import { createQuoter } from '../structure/quote-spans.ts';
import type { DocumentStructure } from '../structure/read-structure.ts';
import { formsOf } from '../structure/word-forms.ts';
import { findMentions } from './find-mentions.ts';
import { createHeadingMatcher, createNameCheck, type SectionSources } from './find-sections.ts';
import type { SubjectRequest } from './read-subject.ts';

/** How sure it is that the list is the one that is asked for. */
const CONFIDENCE = 0.9;
/** Words between a number and what it counts. */
const NEAR = 2;
const COUNTED: Record<Language, (count: number) => string> = {
  ru: (count) => `В перечне: ${count}.`,
  en: (count) => `In the list: ${count}.`,
};

/** How many items a list has that the question is about by its lead-in or heading, where no sentence says it. */
export async function countList(
  { words }: SubjectRequest,
  { structures, nameDocuments, language }: SectionSources,
): Promise<QuoteSelection | null> {
  const lists = structures.flatMap((structure) => listsOf(structure).map((list) => ({ structure, ...list })));
  const matchHeading = createHeadingMatcher(words);
  const areNames = createNameCheck(nameDocuments);
  const matches = lists.map((list) => ({ ...list, ...matchHeading({ label: list.about, number: null }) }));
  const about = matches.filter(({ otherWords }) => otherWords.length < words.length);
  const isNamed = await Promise.all(about.map(({ structure, otherWords }) => areNames(otherWords, structure)));
  const [only, ...others] = about.filter((_, index) => isNamed[index]);
  if (!only || others.length > 0 || saysNumber(words, only.structure)) return null;
  const quotes = createQuoter(only.structure)({
    start: only.list.leadIn?.start ?? only.list.start,
    end: only.list.end,
  });
  const count = only.list.items.filter(({ depth }) => depth === 0).length;
  return quoteDocuments([quotes], { language, confidence: CONFIDENCE, opening: COUNTED[language](count) });
}

/** The lists of a document, each with what it is about: its lead-in and the heading above it. */
function listsOf({ document: { blocks, text }, parts }: DocumentStructure) {
  return blocks
    .filter((block) => block.kind === 'list')
    .map((list) => {
      const section = parts.findLast(
        ({ kind, start, end }) => kind === 'heading' && start <= list.start && list.end <= end,
      );
      return {
        list,
        about: `${section?.label ?? ''}\n${list.leadIn ? text.slice(list.leadIn.start, list.leadIn.end) : ''}`,
      };
    });
}

/** Whether a sentence has a number right before one of the words: "forty seats". */
function saysNumber(words: readonly string[], structure: DocumentStructure): boolean {
  const { text } = structure.document;
  return words.some((word) => {
    const isLike = formsOf(word);
    return findMentions([word], structure).some(({ start, end }) => {
      const own = tokenize(text.slice(start, end));
      const isNumber = (token: string | undefined) =>
        token !== undefined && (/^\p{N}/u.test(token) || numeralOf(token) !== null);
      return own.some((token, place) => isLike(token) && own.slice(Math.max(0, place - NEAR), place).some(isNumber));
    });
  });
}
