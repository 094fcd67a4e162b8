import { micromark } from 'micromark';
import { type ComponentChild, createElement, Fragment } from 'preact';
import { useMemo } from 'preact/hooks';
import { MESSAGES_BY_LANGUAGE } from '../../../messages/messages-by-language.ts';
import { languageOf } from '../../../text-language.ts';
import { TableView } from '../table-view.tsx';
import { writeFormulas } from './formula-text.ts';
import { blocksOfMarkdown } from './markdown-blocks.ts';
import { isAmong } from './quoted-addresses.ts';

/** The elements that are drawn as they are. */
const ELEMENTS = /^(?:p|ul|ol|li|blockquote|pre|strong|em|br|hr)$/;
const HEADING = /^h\d$/;

/**
 * A definition would make links of markers; a line of dashes below a text is a rule, and the beginning of a list while it arrives; HTML is text.
 * `build-widget.mjs` leaves the code of these out of the widget.
 */
const IN_BLOCKS = ['definition', 'setextUnderline', 'htmlFlow', 'htmlText'];
/** What a cell begins with is no list or heading. */
const IN_CELLS = [...IN_BLOCKS, ...['blockQuote', 'codeFenced', 'codeIndented', 'headingAtx', 'list', 'thematicBreak']];

const BREAK = /<br\s*\/?>/i;

/** How the texts of an answer are rendered, which may have markers in them, and the addresses that it may link to. */
interface Rendering {
  renderText: (text: string) => ComponentChild;
  addresses: ReadonlySet<string>;
}

interface MarkdownText {
  text: string;
  /** Where it is not that of what is around it, and not seen by its letters. */
  language?: string | undefined;
}

/** A piece of parsed Markdown. */
type Block = { body: Node } | { header: Node[]; rows: Node[][] };

/**
 * The Markdown of a chat model. micromark lets no HTML and no script address through; of what it makes, only known
 * elements are kept, pictures as their names, and links where a quote of the answer has their address: an answer loads nothing and leads nowhere else.
 */
export function MarkdownView({ text, language: own, ...rendering }: MarkdownText & Rendering) {
  // Every answer is drawn again whenever anything changes: a text that is the same is not parsed again.
  const blocks = useMemo(() => parseMarkdown(text), [text]);
  const language = useMemo(() => foreignLanguage(text), [text]) ?? own;
  if (blocks === null)
    return (
      <p class="source" lang={language} dir="auto">
        {rendering.renderText(text)}
      </p>
    );
  return (
    <>
      {blocks.map((block, index) => {
        if ('body' in block) return <Fragment key={index}>{childrenOf(block.body, rendering, language)}</Fragment>;
        const render = (cell: Node) => childrenOf(cell, rendering);
        const rows = block.rows.map((cells) => cells.map(render));
        return <TableView key={index} columns={block.header.map(render)} rows={rows} language={language} />;
      })}
    </>
  );
}

/** The language of a text in other letters than those of the product's languages, which are said around the answer. */
function foreignLanguage(text: string): string | undefined {
  const language = languageOf(text);
  return language === '' || Object.hasOwn(MESSAGES_BY_LANGUAGE, language) ? undefined : language;
}

/** Null on pages whose Trusted Types forbid parsing: there the source is shown, which is readable too. */
function parseMarkdown(text: string): Block[] | null {
  const cell = (source: string) => parse(source, IN_CELLS).firstElementChild ?? new Text();
  try {
    return blocksOfMarkdown(writeFormulas(text)).map((block) =>
      typeof block === 'string'
        ? { body: parse(block, IN_BLOCKS) }
        : { header: block.header.map(cell), rows: block.rows.map((cells) => cells.map(cell)) },
    );
  } catch {
    return null;
  }
}

function parse(source: string, disabled: string[]): HTMLElement {
  const html = micromark(source, { extensions: [{ disable: { null: disabled } }] });
  return new DOMParser().parseFromString(html, 'text/html').body;
}

/** @param language Of the children, where it is not said around them. */
function childrenOf(parent: Node, rendering: Rendering, language?: string): ComponentChild[] {
  return [...parent.childNodes].map((node) => {
    if (node.nodeType === Node.TEXT_NODE) return renderLines(node.nodeValue ?? '', rendering);
    return node instanceof Element ? renderElement(node, rendering, language) : null;
  });
}

/** In cells, breaks are written as in HTML. */
function renderLines(text: string, { renderText }: Rendering): ComponentChild {
  return text.split(BREAK).map((line, index) => [index > 0 && <br />, renderText(line)]);
}

function renderElement(element: Element, rendering: Rendering, language?: string): ComponentChild {
  const name = element.localName;
  if (name === 'img') return element.getAttribute('alt');
  // Neither a number in brackets nor a break is one in code.
  if (name === 'code') return <code dir="auto">{element.textContent}</code>;
  const children = childrenOf(element, rendering);
  const href = name === 'a' ? element.getAttribute('href') : null;
  if (href !== null && isAmong(href, rendering.addresses)) {
    return (
      <a class="prose-link" href={href} target="_blank" rel="noopener noreferrer nofollow">
        {children}
      </a>
    );
  }
  // All headings are alike: an answer is not a page of its own.
  const shown = HEADING.test(name) ? 'h4' : name;
  if (shown === name && !ELEMENTS.test(name)) return createElement(Fragment, null, children);
  const start = name === 'ol' ? Number(element.getAttribute('start') ?? 1) : 1;
  return createElement(
    shown,
    {
      dir: 'auto',
      ...(language !== undefined && { lang: language }),
      ...(start !== 1 && { start }),
      // What scrolls must be reachable by keyboard.
      ...(name === 'pre' && { tabIndex: 0 }),
    },
    ...children,
  );
}
