import { micromark } from 'micromark';
import { type ComponentChild, createElement, Fragment } from 'preact';
import { useMemo } from 'preact/hooks';

/** The element drawn for each element of the Markdown. All headings are alike: an answer is not a page of its own. */
const ELEMENTS: Record<string, string> = {
  p: 'p',
  ul: 'ul',
  ol: 'ol',
  li: 'li',
  blockquote: 'blockquote',
  pre: 'pre',
  code: 'code',
  strong: 'strong',
  em: 'em',
  br: 'br',
  hr: 'hr',
  h1: 'h4',
  h2: 'h4',
  h3: 'h4',
  h4: 'h4',
  h5: 'h4',
  h6: 'h4',
};

/**
 * The Markdown of a chat model. micromark lets no HTML and no script address through; of what it makes, only known
 * elements are kept, and pictures as their names: an answer loads nothing.
 *
 * @param renderText Renders a plain text, which may have markers in it.
 */
export function MarkdownView({ text, renderText }: { text: string; renderText: (text: string) => ComponentChild }) {
  // Every answer is drawn again whenever anything changes: a text that is the same is not parsed again.
  const body = useMemo(() => parseMarkdown(text), [text]);
  if (body === null)
    return (
      <p class="source" dir="auto">
        {renderText(text)}
      </p>
    );
  return <>{childrenOf(body, renderText)}</>;
}

/** Null on pages whose Trusted Types forbid parsing: there the source is shown, which is readable too. */
function parseMarkdown(text: string): HTMLElement | null {
  try {
    return new DOMParser().parseFromString(micromark(text), 'text/html').body;
  } catch {
    return null;
  }
}

function childrenOf(parent: Node, renderText: (text: string) => ComponentChild): ComponentChild[] {
  return [...parent.childNodes].map((node) => {
    if (node.nodeType === Node.TEXT_NODE) return renderText(node.nodeValue ?? '');
    return node instanceof Element ? renderElement(node, renderText) : null;
  });
}

function renderElement(element: Element, renderText: (text: string) => ComponentChild): ComponentChild {
  const name = element.localName;
  if (name === 'img') return element.getAttribute('alt');
  // A number in brackets is no marker in code.
  const children = childrenOf(element, name === 'code' ? (text) => text : renderText);
  const href = name === 'a' ? element.getAttribute('href') : null;
  if (href !== null && /^https?:/i.test(href)) {
    return (
      <a class="prose-link" href={href} target="_blank" rel="noopener noreferrer nofollow">
        {children}
      </a>
    );
  }
  const shown = ELEMENTS[name];
  if (shown === undefined) return createElement(Fragment, null, children);
  const start = name === 'ol' ? Number(element.getAttribute('start') ?? 1) : 1;
  return createElement(shown, { dir: 'auto', ...(start !== 1 && { start }) }, ...children);
}
