import type { OpenQuestion } from '../../../../src/conversations/review/collect-questions.ts';
import type { NearPassage, QuestionGroup } from '../../../../src/conversations/review/review-questions.ts';

/** An open question; what is not given is made up. */
export function openQuestion(given: Partial<OpenQuestion> = {}): OpenQuestion {
  return {
    ...{ question: 'Можно ли с собакой?', askedAt: '2026-05-02T10:00:00.000Z', kind: 'unanswered' },
    ...{ confidence: 0.125, isDisliked: false, found: [] },
    ...given,
  };
}

/** A group of one wording. */
export function groupOf(asked: OpenQuestion[], passages: NearPassage[] = []): QuestionGroup {
  return { question: asked[0]!.question, asked, wordings: [asked], passages };
}

/** A passage near to a question. */
export function nearPassage(given: Partial<NearPassage> = {}): NearPassage {
  return {
    ...{ documentId: 'rules', documentTitle: 'Правила', paragraph: 2, similarity: 0.4, score: 0.4 },
    ...{ text: 'Вход с животными закрыт. Касса открыта с девяти.' },
    ...given,
  };
}
