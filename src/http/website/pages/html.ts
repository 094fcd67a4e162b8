/** Addresses of the scripts that draw the pages of a PDF. */
export interface PageViewScripts {
  script: string;
  worker: string;
}

/** Addresses of the files that a page loads. */
export interface PageAssets {
  /** Modules, in order. */
  scripts?: readonly string[];
  style: string;
  /** What a page with a document loads when its pages are to be shown. */
  pageView: PageViewScripts;
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  // A bare carriage return would be read as a line feed (HTML, section 13.2.3.5), and offsets would not be those of the text.
  '\r': '&#13;',
};

/** Escapes a text, for use between tags and in quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"'\r]/g, (character) => ENTITIES[character]!);
}

/** Formats the attributes of a tag, each after a blank; those without a value are left out. */
export function attributesHtml(attributes: Readonly<Record<string, string | null | undefined>>): string {
  return Object.entries(attributes)
    .map(([name, value]) => (value === null || value === undefined ? '' : ` ${name}="${escapeHtml(value)}"`))
    .join('');
}
