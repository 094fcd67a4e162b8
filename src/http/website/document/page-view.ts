import type { Language } from '../../../protocol/language.ts';
import { attributesHtml, type PageViewScripts } from '../pages/html.ts';
import { PAGE_WORDS } from '../pages/page-words.ts';
import { originalAddress, type ShownOriginal } from './original-link.ts';

/** Where the character maps, fonts and decoders of PDF.js are; ends with a slash. */
export const PDF_RESOURCES = '/pdf-resources/';

/** The place of the pages of a PDF, which a script fills when they are asked for; nothing for other files. */
export function pageViewHtml(
  id: string,
  { original, scripts, language }: { original: ShownOriginal | null; scripts: PageViewScripts; language: Language },
): string {
  if (original?.extension !== '.pdf') return '';
  const data = {
    'data-file': originalAddress(id),
    'data-script': scripts.script,
    'data-worker': scripts.worker,
    'data-resources': PDF_RESOURCES,
  };
  const name = { class: 'page-view', 'aria-label': PAGE_WORDS[language].pagesOfDocument };
  return `\n<section${attributesHtml({ ...name, ...data })} hidden></section>`;
}
