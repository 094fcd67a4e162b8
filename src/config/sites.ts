import { z } from 'zod';

/** Settings of fetching pages of a site, as the environment gives them. */
export const SITE_SETTINGS = {
  SITE_MAX_PAGES: z.coerce.number().int().min(1).max(100_000).default(500),
  SITE_MAX_MB: z.coerce.number().positive().default(200),
  SITE_MAX_MINUTES: z.coerce.number().positive().max(1440).default(30),
  SITE_DELAY_MS: z.coerce.number().int().min(0).max(60_000).default(1000),
  SITE_PRIVATE_NETWORK: z.enum(['true', 'false']).default('false'),
};

/** How much is fetched of a site, and from where. */
export type SitesConfig = Readonly<{
  /** Of one site map. */
  maxPages: number;
  /** Bytes of one page, or of a site map. */
  maxPageBytes: number;
  /** Bytes of all that one call fetches. */
  maxBytes: number;
  /** How long one call may take. */
  timeMs: number;
  /** Between two requests. */
  delayMs: number;
  /** Whether pages may come from this machine and from the network that it is in. */
  allowsPrivateNetwork: boolean;
}>;

/** What the settings say of fetching pages. */
export function sitesOf(
  settings: z.infer<z.ZodObject<typeof SITE_SETTINGS>> & { DOCUMENT_MAX_MB: number },
): SitesConfig {
  return {
    maxPages: settings.SITE_MAX_PAGES,
    maxPageBytes: settings.DOCUMENT_MAX_MB * 1_000_000,
    maxBytes: settings.SITE_MAX_MB * 1_000_000,
    timeMs: settings.SITE_MAX_MINUTES * 60_000,
    delayMs: settings.SITE_DELAY_MS,
    allowsPrivateNetwork: settings.SITE_PRIVATE_NETWORK === 'true',
  };
}
