import { type Document, onOneLine, type Paragraph } from '../../../documents/document.ts';
import { findHeadings } from '../../../documents/structure/find-headings.ts';
import type { DocumentBlock } from '../../../protocol/document-blocks.ts';
import { type Language, languageCode } from '../../../protocol/language.ts';
import { omissionsHtml } from '../pages/document-list.ts';
import { attributesHtml, escapeHtml } from '../pages/html.ts';
import { PAGE_WORDS, PARAGRAPH_NAMES } from '../pages/page-words.ts';
import { headingsOfBlocks } from './block-headings.ts';
import { noteLinks } from './blocks/note-links.ts';
import { setParagraph } from './blocks/set-paragraph.ts';
import type { TextLink } from './blocks/text-cursor.ts';
import { originalLink, pageMark, type ShownOriginal } from './original-link.ts';
import { outlineOf, type ShownHeading } from './outline.ts';

/** h1 is the title, h5 and below look like text. */
const DEEPEST_TAG = 4;
/** Paragraphs that are set at once. */
const PARAGRAPHS_PER_PART = 50;

/** What a document is shown with. */
interface ArticleOptions {
  /** Its file, where that can be opened. */
  original?: ShownOriginal | null;
  /** Those of `shownHeadings`, where they are known. */
  headings?: readonly ShownHeading[];
}

/** The headings that a document is shown with: those of its blocks, or else lines that look like headings. */
export function shownHeadings(document: Document): ShownHeading[] {
  const marked = headingsOfBlocks(document);
  return marked.length > 0 ? marked : findHeadings(document);
}

/**
 * A document to read: title, metadata, table of contents, and every paragraph under its number.
 *
 * The `.text` of a paragraph has the canonical text of the paragraph as its text content, always: marks are placed by offsets.
 *
 * @param language The language of the page around it; labels that belong to the document itself are in the document's language
 *   where the product speaks it.
 * @returns The HTML in parts, each made when it is asked for.
 */
export function* documentArticle(
  document: Document,
  language: Language,
  { original = null, headings = shownHeadings(document) }: ArticleOptions = {},
): Generator<string> {
  yield articleHead(document, { headings, language, original });
  const { paragraphs } = document;
  const htmlOf = paragraphSetter(document, { headings, language, original });
  for (let from = 0; from < paragraphs.length; from += PARAGRAPHS_PER_PART) {
    const part = paragraphs.slice(from, from + PARAGRAPHS_PER_PART);
    yield part.map((paragraph, index) => htmlOf(paragraph, from + index)).join('');
  }
  yield '</article>';
}

type Shown = { headings: readonly ShownHeading[]; language: Language; original: ShownOriginal | null };

/** What stands above the paragraphs. */
function articleHead(document: Document, { headings, language, original }: Shown): string {
  const { id, title, paragraphs } = document;
  const words = PAGE_WORDS[language];
  const act = actHtml(document);
  const isSameDate = act !== null && document.date === document.act?.date;
  const metadata = [
    act,
    document.date === null || isSameDate ? null : words.date(document.date),
    words.paragraphs(paragraphs.length),
    original && originalLink(id, original, language),
  ];
  return `<article${attributesHtml({ class: 'document', lang: document.language, 'data-document': id, 'data-title': title })}>
<h1 dir="auto">${escapeHtml(onOneLine(title))}</h1>
<p class="metadata" lang="${language}">${metadata.filter((entry) => entry !== null).join(' · ')}</p>${omissionsHtml(document.omissions, language)}
${contentsHtml(document, { headings, language })}
`;
}

/** Creates what sets a paragraph by its index, with what stands above it: the mark of its page, headings that are no paragraphs. */
function paragraphSetter(document: Document, { headings, language, original }: Shown) {
  const { id, paragraphs } = document;
  const blocks = blocksByParagraph(document);
  const links = noteLinks(document);
  const wholes = new Map(headings.filter(({ isWhole }) => isWhole).map((heading) => [heading.paragraph, heading]));
  const above = new Map<number, ShownHeading[]>();
  for (const heading of headings) {
    if (heading.isWhole || heading.anchor === undefined) continue;
    if (above.has(heading.paragraph)) above.get(heading.paragraph)!.push(heading);
    else above.set(heading.paragraph, [heading]);
  }
  return (paragraph: Paragraph, index: number): string => {
    const page = paragraph.page === paragraphs[index - 1]?.page ? null : paragraph.page;
    const mark =
      page === null ? [] : [pageMark({ page, pageKind: blocks[index]![0]?.pageKind }, id, original, language)];
    const lines = [
      ...mark,
      ...(above.get(paragraph.number) ?? []).map(headingHtml),
      paragraphHtml(document, paragraph, {
        heading: wholes.get(paragraph.number),
        blocks: blocks[index]!,
        links: links.get(paragraph.number) ?? [],
        language,
      }),
    ];
    return `${lines.join('\n')}\n`;
  };
}

/** Kind, number, date and place of an act or contract, in its language where the product speaks it. */
function actHtml({ act, language }: Document): string | null {
  const { data: own } = languageCode.safeParse(language.split('-')[0]);
  if (act === null || own === undefined) return null;
  return `<span class="act" lang="${own}">${escapeHtml(PAGE_WORDS[own].act(act))}</span>`;
}

/** The blocks that each paragraph is of, in order. */
function blocksByParagraph({ paragraphs, blocks }: Document): DocumentBlock[][] {
  let first = 0;
  return paragraphs.map(({ start, end }) => {
    while (first < blocks.length && blocks[first]!.end <= start) first += 1;
    let next = first;
    while (next < blocks.length && blocks[next]!.start < end) next += 1;
    return blocks.slice(first, next);
  });
}

function headingHtml({ label, level, anchor }: ShownHeading): string {
  const tag = `h${Math.min(level + 1, DEEPEST_TAG)}`;
  return `<${tag}${attributesHtml({ id: anchor, class: 'heading', dir: 'auto' })}>${escapeHtml(label)}</${tag}>`;
}

function contentsHtml(
  document: Document,
  { headings, language }: { headings: readonly ShownHeading[]; language: Language },
): string {
  const lines = outlineOf(document, headings).map(
    ({ paragraph, label, level, anchor = `paragraph-${paragraph}` }) =>
      `<li class="level-${level}"><a href="#${anchor}" dir="auto"><span class="entry-number">¶${paragraph}</span> ${escapeHtml(label)}</a></li>`,
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
  paragraph: Paragraph,
  {
    heading,
    language,
    ...parts
  }: { heading: ShownHeading | undefined; blocks: DocumentBlock[]; links: TextLink[]; language: Language },
): string {
  const { number, start } = paragraph;
  const { isFlow, className, html } = setParagraph(document, paragraph, parts);
  const tag = heading ? `h${Math.min(heading.level + 1, DEEPEST_TAG)}` : isFlow ? 'div' : 'p';
  const { data: own } = languageCode.safeParse(document.language.split('-')[0]);
  const link = {
    class: 'number',
    href: `#paragraph-${number}`,
    lang: own ? null : language,
    'aria-label': `${PARAGRAPH_NAMES[own ?? language]} ${number}`,
  };
  const classes = className === null ? 'paragraph' : `paragraph ${className}`;
  const signed = heading ? html.replace(/^#{1,6}[ \t]+/, '<span class="signs">$&</span>') : html;
  const text = isFlow ? 'div' : 'span';
  return `<${tag} id="paragraph-${number}" class="${classes}" dir="auto" data-start="${start}">\
<a${attributesHtml(link)}>¶${number}</a> <${text} class="text">${signed}</${text}></${tag}>`;
}
