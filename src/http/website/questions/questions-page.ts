import type { OpenQuestion } from '../../../conversations/review/collect-questions.ts';
import { evaluationLine } from '../../../conversations/review/evaluation-line.ts';
import type { NearPassage, QuestionGroup, QuestionReview } from '../../../conversations/review/review-questions.ts';
import type { Language } from '../../../protocol/language.ts';
import { describePlace } from '../../../protocol/quotes/describe-place.ts';
import { attributesHtml, escapeHtml, type PageAssets } from '../pages/html.ts';
import { pageFrame } from '../pages/page-frame.ts';
import { PAGE_WORDS } from '../pages/page-words.ts';
import { messageBody } from '../pages/reader-page.ts';
import { QUESTION_WORDS } from './question-words.ts';
import { questionsChart } from './questions-chart.ts';

/** Groups, wordings of one, and UTF-16 code units of a text that the page shows; the CSV has all. */
const MAX_GROUPS = 200;
const MAX_WORDINGS = 20;
const MAX_LENGTH = 300;

interface PageOptions {
  language: Language;
  assets: PageAssets;
}

/** The page of what was asked and not answered. @param options.now In milliseconds. */
export function questionsPage(review: QuestionReview, options: PageOptions & { now: number }): string {
  const { groups, days, isCut } = review;
  const { language } = options;
  const words = QUESTION_WORDS[language];
  const notes = [
    ...(isCut ? [words.cut] : []),
    ...(groups.length > MAX_GROUPS ? [words.shown(MAX_GROUPS, groups.length)] : []),
  ];
  const list = groups.slice(0, MAX_GROUPS).map((group) => `<li>${groupHtml(group, language)}</li>`);
  const body = `<body class="questions">
<header class="bar"><a class="brand" href="/"><span aria-hidden="true">¶</span> Pilcrow</a>
<a class="button" id="csv" href="/admin/questions?format=csv" download>${words.download}</a></header>
<main>
<h1>${words.title} <span class="count">${groups.length}</span></h1>
<p class="promise">${words.about}</p>
${days.length === 0 ? '' : questionsChart(days, options)}
${notes.map((note) => `<p class="note">${note}</p>`).join('\n')}
${groups.length === 0 ? `<p>${words.none}</p>` : `<ol class="question-groups">\n${list.join('\n')}\n</ol>`}
<p id="copied" role="status"></p>
</main>
</body>`;
  return pageFrame({ title: `${words.title} ¶ Pilcrow`, ...options, body });
}

/** The page for a browser that has not shown the admin token: its script asks for that, and says nothing else. */
export function lockedQuestionsPage({ language, assets }: PageOptions): string {
  const { title, withoutScript } = QUESTION_WORDS[language];
  const html = `<noscript>${withoutScript}</noscript>`;
  const body = messageBody({ heading: title, html, more: '<div id="unlock"></div>\n' });
  return pageFrame({ title: `${title} ¶ Pilcrow`, language, assets, body });
}

function groupHtml({ question, asked, wordings, passages }: QuestionGroup, language: Language): string {
  const words = QUESTION_WORDS[language];
  const others = wordings.slice(1, MAX_WORDINGS + 1).map(([first]) => shownText(first!.question));
  const [nearest, ...more] = passages.map((passage) => passageHtml(passage, language));
  return `<h2 dir="auto">${shortened(question)}</h2>
<p class="metadata">${metadataOf(asked, language)
    .map((part) => `<span>${part}</span>`)
    .join(' · ')}</p>
<h3>${nearest === undefined ? words.noneNear : words.nearest}</h3>
${nearest ?? ''}
${moreHtml(words.otherPassages(more.length), more)}
${moreHtml(words.wordings(wordings.length - 1), others)}
${moreHtml(words.line, linesOf(question, { passages, language }))}`;
}

/** What is shown on demand; nothing where there is nothing. */
function moreHtml(summary: string, items: readonly string[]): string {
  if (items.length === 0) return '';
  return `<details><summary>${summary}</summary><ul>${items.map((item) => `<li>${item}</li>`).join('\n')}</ul></details>`;
}

function metadataOf(asked: readonly OpenQuestion[], language: Language): string[] {
  const words = QUESTION_WORDS[language];
  const { askedAt, confidence } = asked[0]!;
  const percent = new Intl.NumberFormat(language, { style: 'percent' }).format(confidence);
  const outcomes = (['unanswered', 'related', 'answered', 'reply'] as const).flatMap((kind) => {
    const count = asked.filter((one) => one.kind === kind).length;
    const name = kind === 'reply' ? words.reply : words.outcomes[kind];
    return count === 0 ? [] : [`<span class="outcome ${kind}">${name}${asked.length === 1 ? '' : ` ${count}`}</span>`];
  });
  const disliked = asked.filter(({ isDisliked }) => isDisliked).length;
  return [
    words.asked(asked.length),
    `${words.last} <time datetime="${askedAt}">${PAGE_WORDS[language].date(askedAt)}</time>`,
    ...outcomes,
    ...(disliked === 0 ? [] : [`<span class="outcome disliked">${words.disliked} ${disliked}</span>`]),
    `${words.confidence} ${percent}`,
  ];
}

function passageHtml(passage: NearPassage, language: Language): string {
  const { documentId, paragraph, text } = passage;
  const href = `/documents/${encodeURIComponent(documentId)}#paragraph-${paragraph}`;
  return `<p class="near"><q dir="auto">${shortened(text)}</q>
<a${attributesHtml({ href, dir: 'auto' })}>${placeOf(passage, language)}</a></p>`;
}

function placeOf(passage: NearPassage, language: Language): string {
  return escapeHtml(`${describePlace(passage, language)} ¶${passage.paragraph}`);
}

/** Buttons that copy the question as a line for evaluation, for the script of the page. */
function linesOf(
  question: string,
  { passages, language }: { passages: readonly NearPassage[]; language: Language },
): string[] {
  const words = QUESTION_WORDS[language];
  const button = (name: string, passage: NearPassage | null) => {
    const line = evaluationLine(question, passage);
    return `<button${attributesHtml({ type: 'button', class: 'quiet-button', 'data-line': line })}>${name}</button>`;
  };
  return [
    button(words.notThere, null),
    ...passages.map((passage) => button(`${words.here} ${placeOf(passage, language)}`, passage)),
  ];
}

function shownText(text: string): string {
  return `<span dir="auto">${shortened(text)}</span>`;
}

function shortened(text: string): string {
  return escapeHtml(text.length <= MAX_LENGTH ? text : `${text.slice(0, MAX_LENGTH).replace(/[\uD800-\uDBFF]$/, '')}…`);
}
