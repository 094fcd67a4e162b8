import { numberOf } from '../../../canonical-text/number-of.ts';
import type { Draft, ParagraphDraft } from './draft.ts';

const MAX_LINES = 6;
/** In UTF-16 code units. */
const MAX_LINE = 120;
const ENDS = /[.;:!?]$/;

/** Centred lines in bold or capitals, one below the other without a gap, are the lines of one paragraph: a title is often set so. */
export function joinCentredLines(drafts: readonly Draft[]): Draft[] {
  const joined: Draft[] = [];
  for (const draft of drafts) {
    const last = joined.at(-1);
    if (last?.kind === 'paragraph' && draft.kind === 'paragraph' && goesOn(last, draft)) {
      const text = `${last.text}\n${draft.text}`;
      joined[joined.length - 1] = { ...last, text, isCapitals: last.isCapitals && draft.isCapitals };
    } else joined.push(draft);
  }
  return joined;
}

function goesOn(above: ParagraphDraft, below: ParagraphDraft): boolean {
  const lines = above.text.split('\n');
  return (
    isLine(above, lines.at(-1)!) &&
    isLine(below, below.text) &&
    lines.length < MAX_LINES &&
    above.isBold === below.isBold &&
    above.size === below.size &&
    !ENDS.test(above.text) &&
    numberOf(below.text) === null
  );
}

function isLine(draft: ParagraphDraft, line: string): boolean {
  const { alignment, headingLevel, label, isContents, isBold, isCapitals } = draft;
  const isText = headingLevel === null && label === null && !isContents;
  return isText && alignment === 'centre' && (isBold || isCapitals) && line !== '' && line.length <= MAX_LINE;
}
