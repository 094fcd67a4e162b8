import { isTerm, tokenize } from '../../text/tokenize.ts';
import type { NameDocuments } from '../structure/name-documents.ts';
import type { Comparison } from './read-comparison.ts';

/** One subject that is compared in two documents: "holidays in the handbook and in the contract". */
export interface SidesInDocuments {
  /** The words that both sides have. */
  subject: string;
  /** The document that the other words of each side name, or half of them: short words are not known again in every form. */
  documentIds: [string, string];
}

/** Reads sides that say the same of two documents; null where what is different names no two documents. @throws MODEL_UNAVAILABLE */
export async function readSidesInDocuments<Named extends { id: string; title: string; language: string }>(
  sides: Comparison['sides'],
  documents: readonly Named[],
  { nameDocuments }: { nameDocuments: NameDocuments },
): Promise<SidesInDocuments | null> {
  const [one, other] = sides.map((side) => tokenize(side).filter(isTerm));
  const subject = one!.filter((word) => other!.includes(word));
  if (subject.length === 0) return null;
  const [first, second] = await Promise.all(
    [one!, other!].map(async (words) => {
      const own = words.filter((word) => !subject.includes(word));
      const { documents: named, isChosen, otherWords } = await nameDocuments(own, documents);
      return isChosen && named.length === 1 && otherWords.length <= own.length / 2 ? named[0]!.id : null;
    }),
  );
  if (!first || !second || first === second) return null;
  return { subject: subject.join(' '), documentIds: [first, second] };
}
