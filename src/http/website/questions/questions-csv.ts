import type { NearPassage, QuestionReview } from '../../../conversations/review/review-questions.ts';

const COLUMNS = [
  'group',
  'asked_in_group',
  'question',
  'asked',
  'outcome',
  'thumbs_down',
  'confidence',
  'last_asked',
  'nearest_passages',
];
/** Without it, Excel reads UTF-8 as the encoding of its machine. */
const BYTE_ORDER_MARK = '\uFEFF';

/** What was asked and not answered as a table (RFC 4180): a row for each wording, with the number of its group. */
export function questionsCsv({ groups }: Pick<QuestionReview, 'groups'>): string {
  const rows = groups.flatMap(({ asked: askedInGroup, wordings, passages }, index) =>
    wordings.map((asked) => {
      const { question, kind, confidence, askedAt } = asked[0]!;
      const disliked = asked.filter(({ isDisliked }) => isDisliked).length;
      const near = passages.map(passageText).join(' | ');
      const counts = [askedInGroup.length, asked.length];
      return [index + 1, counts[0]!, question, counts[1]!, kind, disliked, confidence.toFixed(3), askedAt, near];
    }),
  );
  return BYTE_ORDER_MARK + [COLUMNS, ...rows].map((row) => `${row.map(cellOf).join(',')}\r\n`).join('');
}

function passageText({ documentTitle, documentId, paragraph, text }: NearPassage): string {
  return `${documentTitle} (${documentId} ¶${paragraph}): ${text}`;
}

/**
 * A cell that no spreadsheet takes for a formula. What begins like one, after blanks as well, gets an apostrophe before it; so does what would begin
 * one where the program of a reader parts cells at a semicolon or a tab instead (OWASP, CSV Injection).
 */
function cellOf(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const harmless = value.replace(/\p{Cc}+/gu, ' ').replace(/(^|[,;|"'])(\s*)(?=[=+\-@＝＋－＠])/gu, "$1$2'");
  return `"${harmless.replaceAll('"', '""')}"`;
}
