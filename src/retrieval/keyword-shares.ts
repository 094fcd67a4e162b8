import type { StoredParagraph } from '../stores/document-reader.ts';
import type { Candidates } from './find-candidates.ts';
import type { QuestionMatch } from './match-question.ts';
import { scoreOf } from './soft-bm25.ts';

/** Measures how much of the question paragraphs have: soft BM25 as a share of what it gives to a text that says every term again and again. */
export function measureShares(match: QuestionMatch, { paragraphs, keywords, named }: Candidates) {
  const scoreBy = (ofTerms: readonly number[]) => scoreOf(ofTerms, match.terms, keywords.inverseFrequencies);
  const possible = scoreBy(match.terms.map(() => 1)) || 1;
  const own = new Map<number, number[]>();
  const highest = new Map<string, number[]>();
  for (const { key, documentId } of paragraphs.values()) {
    const words = keywords.words.get(key);
    const ofTerms = words ? keywords.termShares(words) : match.terms.map(() => 0);
    own.set(key, ofTerms);
    const before = highest.get(documentId);
    highest.set(documentId, before ? before.map((value, index) => Math.max(value, ofTerms[index]!)) : ofTerms);
  }
  return {
    of: (ofTerms: readonly number[]) => scoreBy(ofTerms) / possible,
    /**
     * A term that names the document counts as in the paragraph that has it most: the name selects a document, and is no answer in it.
     *
     * @param given The least that each term counts, 0…1.
     */
    ofParagraph({ key, documentId }: StoredParagraph, given: readonly number[]) {
      const names = named.get(documentId);
      const most = highest.get(documentId)!;
      const ofTerms = own
        .get(key)!
        .map((value, index) => Math.max(value, given[index]!, (names?.[index] ?? 0) * most[index]!));
      return scoreBy(ofTerms) / possible;
    },
    bestScore: Math.max(0, ...[...own.values()].map(scoreBy)),
  };
}
