import type { Assistant } from '../assistant.ts';
import type { SiteOptions } from '../library/sites/site-library.ts';
import { escapeControls } from '../log.ts';
import type { SiteEvent, SitePage, SiteReport } from '../protocol/sites.ts';
import type { OptionDescriptions } from './command.ts';
import { withReadyAssistant } from './open-assistant.ts';
import type { Progress } from './terminal/progress.ts';

export const SITE_OPTIONS = {
  json: { type: 'boolean', help: 'print the report as JSON' },
} as const satisfies OptionDescriptions;

/** Takes pages of sites, shows the progress, and prints what became of them. @returns The exit code: 1 when some were not taken. */
export function takePages(
  take: (sites: Assistant['sites'], options: SiteOptions) => Promise<SiteReport>,
  { isJson }: { isJson: boolean },
): Promise<number> {
  return withReadyAssistant(async ({ assistant, progress }) => {
    const report = await take(assistant.sites, { onEvent: (event) => printEvent(event, progress) }).finally(
      progress.end,
    );
    process.stdout.write(`${isJson ? JSON.stringify(report, null, 2) : escapeControls(formatReport(report))}\n`);
    return report.problems.length === 0 && report.ended === null ? 0 : 1;
  });
}

function printEvent(event: SiteEvent, progress: Progress): void {
  if (event.event === 'site-progress') progress.report({ what: 'Fetching pages', unit: 'pages', ...event.data });
  const line = lineOf(event);
  if (line === null) return;
  progress.end();
  process.stderr.write(`${escapeControls(line)}\n`);
}

function lineOf(event: SiteEvent): string | null {
  if (event.event === 'page-refused') return event.data.message;
  const isRemoved = event.event === 'page-taken' && event.data.change === 'removed';
  return isRemoved ? `Removed "${event.data.documentId}": its site has no "${event.data.address}" any more` : null;
}

function formatReport({ pages, problems, ended }: SiteReport): string {
  const count = (change: SitePage['change']) => pages.filter((page) => page.change === change).length;
  const changed = count('replaced') + count('described');
  return [
    `Pages: ${count('added')} added, ${changed} changed, ${count('removed')} removed, ${count('unchanged')} unchanged`,
    ...(problems.length > 0 ? [`Not taken: ${problems.length}`] : []),
    ...(ended === null ? [] : [`Ended before all pages: ${ended}`]),
  ].join('\n');
}
