import { z } from 'zod';
import { extensible } from './extensible.ts';
import { documentId } from './places.ts';

/** A page of a site that is, or was, a document. */
export const sitePageSchema = extensible({
  address: z.string().describe('what was asked for'),
  documentId,
  change: z
    .enum(['added', 'replaced', 'described', 'unchanged', 'removed'])
    .describe('described: only what its server says of it is new; removed: its server has it no more'),
});
export type SitePage = z.infer<typeof sitePageSchema>;

/** A page that was not taken. */
const siteProblem = extensible({ address: z.string(), message: z.string() });
export type SiteProblem = z.infer<typeof siteProblem>;

/** What became of the pages of a site. */
export const siteReportSchema = extensible({
  pages: z.array(sitePageSchema),
  problems: z.array(siteProblem).describe('why the other pages are as they were, or are not there'),
  ended: z.string().nullable().describe('the limit at which it ended before all pages; null where there were no more'),
});
export type SiteReport = z.infer<typeof siteReportSchema>;

/** The progress of taking pages, in the order it is sent; `site-end` or `error` is the last. */
export type SiteEvent =
  | { event: 'site-progress'; data: { done: number; total: number } }
  | { event: 'page-taken'; data: SitePage }
  | { event: 'page-refused'; data: SiteProblem }
  | { event: 'site-end'; data: SiteReport }
  | { event: 'error'; data: { code: string; message: string } };
