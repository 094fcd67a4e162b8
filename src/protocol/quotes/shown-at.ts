import type { Citation } from '../answer.ts';

/**
 * The whole address where a quote is shown; null where there is none.
 *
 * @param server The address that those of the reader begin with, without a slash at its end; null where it has none.
 */
export function shownAt({ url }: Pick<Citation, 'url'>, server: string | null): string | null {
  if (url === undefined || /^https?:/.test(url)) return url ?? null;
  return server === null ? null : server + url;
}
