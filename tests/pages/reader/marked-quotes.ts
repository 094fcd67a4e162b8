import type { Page } from 'playwright-core';
import type { Answer } from '../../../src/protocol/answer.ts';

/** Runs in the page: pieces of one mark are joined, and a piece inside another counts once. */
const JOIN_MARKS = `(() => {
  const marks = [...document.querySelectorAll('mark.citation')];
  const joined = {};
  for (const mark of marks) {
    const marker = mark.dataset.marker ?? 'none';
    const isInside = marks.some((other) => other !== mark && other.contains(mark) && other.dataset.marker === marker);
    if (!isInside) joined[marker] = (joined[marker] ?? '') + mark.textContent;
  }
  return joined;
})()`;

/** The words that a page marks, by the number of their citation. */
export async function readMarks(page: Page): Promise<Record<string, string>> {
  return (await page.evaluate(JOIN_MARKS)) as Record<string, string>;
}

/** Opens the URL of each answer's citations in its document, and returns every quote that differs from the marked words. */
export async function findWrongMarks(
  page: Page,
  { url, answers }: { url: string; answers: Answer[] },
): Promise<string[]> {
  const wrong: string[] = [];
  for (const { text, citations } of answers) {
    for (const documentId of new Set(citations.map((citation) => citation.documentId))) {
      const cited = citations.filter((citation) => citation.documentId === documentId);
      const quotes = cited.map(({ start, end }) => `quote=${start}-${end}`).join('&');
      await page.goto(`${url}/documents/${encodeURIComponent(documentId)}?${quotes}#paragraph-${cited[0]!.paragraph}`);
      const marks = await readMarks(page);
      for (const [index, { quote }] of cited.entries()) {
        const marked = marks[index + 1];
        if (marked !== quote) wrong.push(`${text}\n  cites: ${quote}\n  marked: ${marked}`);
      }
    }
  }
  return wrong;
}
