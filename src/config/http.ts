import { type AccessConfig, accessOf } from './access.ts';
import { type Assistants, readAssistants } from './assistants.ts';
import type { Places } from './places.ts';
import type { Settings } from './settings.ts';

/** Who may call the server, and how much. */
export type HttpConfig = Readonly<{
  /** Who may ask and read. */
  access: AccessConfig;
  assistants: Assistants;
  /** The path that a proxy serves all of it under, with a slash at its beginning and none at its end. Empty: the root. */
  basePath: string;
  /** Exact origins of other sites whose pages may call and frame. */
  allowedOrigins: readonly string[];
  /** Names the server is called by. Empty: those of this machine when it listens there only, and any otherwise. */
  allowedHosts: readonly string[];
  /** As Express's setting `trust proxy`. */
  trustProxy: boolean | number | readonly string[];
  /** Questions per address; 0 is no limit. */
  rateLimitPerMinute: number;
  maxAnswersAtOnce: number;
  /** Secrets: never logged, never in a message. Empty: `/v1` requires no key. */
  apiKeys: readonly string[];
  /** A secret. Null: documents cannot be changed over HTTP. */
  adminToken: string | null;
  /** Whether every caller may read documents whole, or only one with the admin token. */
  isReaderOpen: boolean;
  /** Files of one request, and bytes of one file. */
  upload: Readonly<{ maxFiles: number; maxFileBytes: number }>;
}>;

/** What the settings say of callers. @throws CONFIG_INVALID */
export function httpOf(settings: Settings, { directory, assistants }: Places): HttpConfig {
  return {
    access: accessOf(settings, directory),
    assistants: readAssistants(assistants, { isNamed: settings.ASSISTANTS_DIR !== undefined }),
    basePath: settings.BASE_PATH,
    allowedOrigins: settings.ALLOWED_ORIGINS,
    allowedHosts: settings.ALLOWED_HOSTS,
    trustProxy: settings.TRUST_PROXY,
    rateLimitPerMinute: settings.RATE_LIMIT_PER_MINUTE,
    maxAnswersAtOnce: settings.MAX_ANSWERS_AT_ONCE,
    apiKeys: settings.API_KEYS,
    adminToken: settings.ADMIN_TOKEN ?? null,
    isReaderOpen: settings.READER === 'open',
    upload: { maxFiles: settings.UPLOAD_MAX_FILES, maxFileBytes: settings.DOCUMENT_MAX_MB * 1_000_000 },
  };
}
