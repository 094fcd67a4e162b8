import type { StoredParagraph } from '../stores/document-reader.ts';
import type { Aspect } from './document-aspects.ts';
import type { QuestionMatch } from './match-question.ts';

/** Paragraphs up to this many UTF-16 code units (headings, lines of a signature block) rarely answer by themselves. */
const SHORT_PARAGRAPH = 120;

/** What kind of paragraph it is, beside what the question asks for. */
export function signalsOfKind(paragraph: StoredParagraph, match: QuestionMatch) {
  const aspect = aspectOf(paragraph, match);
  return {
    aspect,
    evidence: shareOfAnswerTypes(paragraph, match),
    short: paragraph.text.length <= SHORT_PARAGRAPH ? 1 : 0,
    heading: paragraph.context?.isHeading && aspect === 0 ? 1 : 0,
  };
}

function aspectOf({ aspects, documentTitle }: StoredParagraph, match: QuestionMatch): number {
  if (match.aspects.size === 0) return 0;
  return Math.max(0, ...aspects.map((aspect) => match.aspectsOf(documentTitle).get(aspect as Aspect) ?? 0));
}

function shareOfAnswerTypes({ aspects }: StoredParagraph, { answerTypes }: QuestionMatch): number {
  return answerTypes.length === 0
    ? 0.5
    : answerTypes.filter((type) => aspects.includes(`has-${type}`)).length / answerTypes.length;
}
