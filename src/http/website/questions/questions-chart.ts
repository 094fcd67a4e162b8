import { type QuestionDay, REVIEWED_KINDS } from '../../../conversations/review/collect-questions.ts';
import type { Language } from '../../../protocol/language.ts';
import { QUESTION_WORDS } from './question-words.ts';

/** Days that the chart has, today the last: always as many, so that a column means the same whenever one looks. */
const DAYS = 31;
const DAY_MS = 86_400_000;
/** Units of the drawing: a day is so wide, and the highest column so high. */
const [STEP, GAP, HEIGHT] = [10, 2, 100];
/** From the bottom up. */
const STACK = REVIEWED_KINDS.toReversed();

/**
 * Draws how many questions there were on each day, by outcome: columns, and a table with the same numbers.
 *
 * @param options.now In milliseconds; the day it is in is the last one.
 */
export function questionsChart(
  days: readonly QuestionDay[],
  { language, now }: { language: Language; now: number },
): string {
  const words = QUESTION_WORDS[language];
  const shown = lastDays(days, now);
  const totals = shown.map(({ counts }) => STACK.reduce((sum, kind) => sum + counts[kind], 0));
  const highest = Math.max(...totals);
  const total = totals.reduce((sum, count) => sum + count, 0);
  const columns = shown.map((day, place) => columnOf(day, { place, highest, language }));
  const legend = REVIEWED_KINDS.map((kind) => `<li class="${kind}">${words.outcomes[kind]}</li>`);
  return `<figure class="by-day">
<figcaption id="by-day">${words.chart}</figcaption>
<p class="scale" aria-hidden="true">${highest}</p>
<svg viewBox="0 0 ${DAYS * STEP} ${HEIGHT}" preserveAspectRatio="none" role="img" aria-labelledby="by-day by-day-text">
<desc id="by-day-text">${words.chartOf(total)}</desc>
${columns.join('\n')}
</svg>
<p class="span" aria-hidden="true"><span>${words.shortDate(shown[0]!.day)}</span> <span>${words.shortDate(shown.at(-1)!.day)}</span></p>
<ul class="legend">${legend.join('')}</ul>
${tableOf(
  shown.filter((_, place) => totals[place]! > 0),
  language,
)}
</figure>`;
}

/** The last days, also those without questions. */
function lastDays(days: readonly QuestionDay[], now: number): QuestionDay[] {
  const known = new Map(days.map((day) => [day.day, day]));
  return Array.from({ length: DAYS }, (_, place) => {
    const day = new Date(now - (DAYS - 1 - place) * DAY_MS).toISOString().slice(0, 'YYYY-MM-DD'.length);
    return known.get(day) ?? { day, counts: { answered: 0, related: 0, unanswered: 0 } };
  });
}

function columnOf(
  { day, counts }: QuestionDay,
  { place, highest, language }: { place: number; highest: number; language: Language },
): string {
  const words = QUESTION_WORDS[language];
  let top = HEIGHT;
  const parts = STACK.filter((kind) => counts[kind] > 0).map((kind) => {
    const height = (counts[kind] / highest) * HEIGHT;
    top -= height;
    const box = `x="${place * STEP + GAP / 2}" y="${top.toFixed(2)}" width="${STEP - GAP}" height="${height.toFixed(2)}"`;
    return `<rect class="${kind}" ${box}/>`;
  });
  const said = STACK.toReversed().map((kind) => `${words.outcomes[kind]} ${counts[kind]}`);
  return `<g><title>${words.shortDate(day)}: ${said.join(', ')}</title>${parts.join('')}</g>`;
}

function tableOf(days: readonly QuestionDay[], language: Language): string {
  const words = QUESTION_WORDS[language];
  const heads = REVIEWED_KINDS.map((kind) => `<th scope="col">${words.outcomes[kind]}</th>`);
  const rows = days.toReversed().map(({ day, counts }) => {
    const cells = REVIEWED_KINDS.map((kind) => `<td>${counts[kind]}</td>`);
    return `<tr><th scope="row"><time datetime="${day}">${words.shortDate(day)}</time></th>${cells.join('')}</tr>`;
  });
  return `<details><summary>${words.numbers}</summary>
<table><thead><tr><th scope="col">${words.day}</th>${heads.join('')}</tr></thead><tbody>
${rows.join('\n')}
</tbody></table></details>`;
}
