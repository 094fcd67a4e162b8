import { createHash } from 'node:crypto';

/** A page and the Content-Security-Policy sources it needs, such as `style-src 'sha256-…'`. */
export interface Page {
  html: string;
  sources: string[];
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** A text that means itself, between tags and in quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character]!);
}

/** How a Content-Security-Policy names the one inline script or style it lets through. */
export function sourceHash(inline: string): string {
  return `'sha256-${createHash('sha256').update(inline).digest('base64')}'`;
}
