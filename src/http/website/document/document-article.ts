import { markedHeadings } from '../../../documents/canonical-text/marked-headings.ts';
import { type Document, onOneLine, type Paragraph } from '../../../documents/document.ts';
import { findHeadings } from '../../../documents/structure/find-headings.ts';
import { type Language, languageCode } from '../../../protocol/language.ts';
import { omissionsHtml } from '../pages/document-list.ts';
import { attributesHtml, escapeHtml } from '../pages/html.ts';
import { PAGE_WORDS, PARAGRAPH_NAMES } from '../pages/page-words.ts';
import { outlineOf, type ShownHeading } from './outline.ts';
import { setParagraph } from './paragraph-text.ts';

/** h1 is the title, h5 and below look like text. */
const DEEPEST_TAG = 4;

/**
 * A document to read: title, metadata, table of contents, and every paragraph under its number.
 *
 * The `.text` of a paragraph has the canonical text of the paragraph as its text content, always: marks are placed by offsets.
 *
 * @param language The language of the page around it; labels that belong to the document itself are in the document's language
 *   where the product speaks it.
 */
export function documentArticle(document: Document, language: Language): string {
  const { id, title, paragraphs } = document;
  const words = PAGE_WORDS[language];
  const marked = headingsOfFormat(document);
  const headings: ShownHeading[] = marked.length > 0 ? marked : findHeadings(document);
  const wholes = new Map(headings.filter(({ isWhole }) => isWhole).map((heading) => [heading.paragraph, heading]));
  const metadata = [document.date === null ? null : words.date(document.date), words.paragraphs(paragraphs.length)];
  return `<article${attributesHtml({ class: 'document', lang: document.language, 'data-document': id, 'data-title': title })}>
<h1>${escapeHtml(onOneLine(title))}</h1>
<p class="metadata" lang="${language}">${metadata.filter((entry) => entry !== null).join(' · ')}</p>${omissionsHtml(document.omissions, language)}
${contentsHtml(document, { headings, language })}
${paragraphs
  .map((paragraph, index) => {
    const above = marked.filter((heading) => heading.paragraph === paragraph.number).map(headingHtml);
    const page = paragraph.page === paragraphs[index - 1]?.page ? null : paragraph.page;
    const mark = page === null ? [] : [`<p class="page-mark" lang="${language}">${words.page(page)}</p>`];
    return [
      ...mark,
      ...above,
      paragraphHtml(document, paragraph, { heading: wholes.get(paragraph.number), language }),
    ].join('\n');
  })
  .join('\n')}
</article>`;
}

/** The headings that the format marks, above the paragraphs they are for; the title already stands on top. */
function headingsOfFormat(document: Document): ShownHeading[] {
  const found = markedHeadings(document).filter(({ text }) => onOneLine(text) !== onOneLine(document.title));
  const levels = [...new Set(found.map(({ level }) => level))].sort((one, other) => one - other);
  return found.flatMap(({ paragraph, text, level }, index) =>
    paragraph === null
      ? []
      : [{ paragraph, label: text, level: levels.indexOf(level) + 1, isWhole: false, anchor: `heading-${index + 1}` }],
  );
}

function headingHtml({ label, level, anchor }: ShownHeading): string {
  const tag = `h${Math.min(level + 1, DEEPEST_TAG)}`;
  return `<${tag}${attributesHtml({ id: anchor, class: 'heading' })}>${escapeHtml(label)}</${tag}>`;
}

function contentsHtml(
  document: Document,
  { headings, language }: { headings: ShownHeading[]; language: Language },
): string {
  const lines = outlineOf(document, headings).map(
    ({ paragraph, label, level, anchor = `paragraph-${paragraph}` }) =>
      `<li class="level-${level}"><a href="#${anchor}"><span class="entry-number">¶${paragraph}</span> ${escapeHtml(label)}</a></li>`,
  );
  const { contents } = PAGE_WORDS[language];
  return `<nav class="contents" aria-label="${contents}" lang="${language}"><details>
<summary>${contents}</summary>
<ol lang="${document.language}">
${lines.join('\n')}
</ol>
</details></nav>`;
}

function paragraphHtml(
  document: Document,
  { number, start, end }: Paragraph,
  { heading, language }: { heading: ShownHeading | undefined; language: Language },
): string {
  const tag = heading ? `h${Math.min(heading.level + 1, DEEPEST_TAG)}` : 'p';
  const { className, html } = setParagraph(document.text.slice(start, end));
  const { data: own } = languageCode.safeParse(document.language.split('-')[0]);
  const link = {
    class: 'number',
    href: `#paragraph-${number}`,
    lang: own ? null : language,
    'aria-label': `${PARAGRAPH_NAMES[own ?? language]} ${number}`,
  };
  const classes = className === null ? 'paragraph' : `paragraph ${className}`;
  const signed = heading ? html.replace(/^#{1,6}[ \t]+/, '<span class="signs">$&</span>') : html;
  return `<${tag} id="paragraph-${number}" class="${classes}" data-start="${start}">\
<a${attributesHtml(link)}>¶${number}</a> <span class="text">${signed}</span></${tag}>`;
}
