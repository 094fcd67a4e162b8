import { isIP } from 'node:net';
import { z } from 'zod';
import { LOG_LEVELS } from '../log.ts';
import { ACCESS_SETTINGS } from './access.ts';
import { chatModelSettings } from './chat-model-settings.ts';
import { originSchema } from './origins.ts';
import { seconds, serverAddress, webAddress } from './setting-types.ts';
import { SITE_SETTINGS } from './sites.ts';

const flag = z.enum(['true', 'false']).transform((value) => value === 'true');

/** A comma separated list; blanks and empty items do not count. */
const list = z
  .string()
  .default('')
  .transform((items) =>
    items
      .split(',')
      .map((item) => item.trim())
      .filter((item) => item !== ''),
  );
/** As it can stand in a header. */
const secret = z.string().regex(/^[\x21-\x7e]+$/, 'must be Latin letters, digits and signs, without blanks');
const hostName = z
  .string()
  .toLowerCase()
  .refine(
    (name) => isHostName(name),
    'must be host names such as chat.example.org, without a scheme or a path; one in other letters in its xn--… form',
  );
/** As in Express: whether there is a proxy in front, how many, or which. */
const trustedProxies = z.union([
  flag,
  z.coerce.number().int().min(0).max(100),
  list.pipe(
    z.array(
      z
        .string()
        .refine(isProxy, 'must be true, false, a number of proxies, or their addresses such as loopback, 10.0.0.0/8'),
    ),
  ),
]);
/** Each setting as the environment gives it: text in, the value or its default out. */
export const settingsSchema = z.object({
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).optional(),
  DOCUMENTS_DIR: z.string().min(1).default('documents'),
  DOCUMENT_MAX_MB: z.coerce.number().positive().default(20),
  /** True without a database; with one, whose documents come over HTTP, false. */
  WATCH_DOCUMENTS: flag.optional(),
  VECTOR_PRECISION: z.enum(['int8', 'float32']).default('int8'),
  OCR: z.enum(['auto', 'off']).default('auto'),
  OCR_LANGUAGES: z
    .string()
    .regex(/^[a-z]\w*(?:\+[a-z]\w*)*$/i, 'must be languages as tesseract names them, such as rus+eng')
    .transform((languages) => languages.split('+'))
    .optional(),
  UPLOAD_MAX_FILES: z.coerce.number().int().min(1).max(1000).default(20),
  INDEX_DIR: z.string().min(1).optional(),
  DATABASE_URL: z.string().trim().optional(),
  DATABASE_READ_URL: z.string().trim().optional(),
  DATABASE_SCHEMA: z
    .string()
    .regex(/^[a-z_][a-z0-9_]{0,62}$/, 'must be a plain name: small Latin letters, digits and _, 63 at most')
    .default('pilcrow'),
  DATABASE_POOL_SIZE: z.coerce.number().int().min(1).max(1000).default(10),
  DATABASE_TIMEOUT_SECONDS: seconds.default(10),
  DATABASE_CA_FILE: z.string().min(1).optional(),
  EMBEDDING_MODEL: z.string().min(1).default('embeddings/model'),
  EMBEDDING_BASE_URL: serverAddress('EMBEDDING_API_KEY').optional(),
  EMBEDDING_API_KEY: secret.optional(),
  EMBEDDING_OFFLINE: flag.default(false),
  EMBEDDING_CACHE_DIR: z.string().min(1).optional(),
  EMBEDDING_HUB_URL: webAddress
    .default('https://huggingface.co/')
    .transform((url) => (url.endsWith('/') ? url : `${url}/`)),
  EMBEDDING_DTYPE: z.enum(['fp32', 'fp16', 'q8', 'int8', 'uint8', 'q4']).default('q8'),
  EMBEDDING_POOLING: z.enum(['mean', 'cls', 'last_token']).optional(),
  EMBEDDING_QUERY_PREFIX: z.string().optional(),
  EMBEDDING_PASSAGE_PREFIX: z.string().optional(),
  RERANK_MODEL: z.string().min(1).optional(),
  RERANK_BASE_URL: serverAddress('RERANK_API_KEY').optional(),
  RERANK_API_KEY: secret.optional(),
  RERANK_TIMEOUT_MS: z.coerce.number().int().min(1).max(600_000).default(2000),
  ...chatModelSettings,
  GROUNDING: z.enum(['strict', 'mark']).default('strict'),
  PROMPTS_DIR: z.string().min(1).optional(),
  ASSISTANTS_DIR: z.string().min(1).optional(),
  CONTEXT_TOKENS: z.coerce.number().int().min(100).default(3000),
  BASE_PATH: z
    .string()
    .transform((given) => given.replace(/\/$/, ''))
    .pipe(z.string().regex(/^(?:\/[\w.~-]+)*$/, 'must be a path such as /assistant'))
    .default(''),
  ALLOWED_ORIGINS: list.pipe(z.array(originSchema)),
  ALLOWED_HOSTS: list.pipe(z.array(hostName)),
  TRUST_PROXY: trustedProxies.default(false),
  RATE_LIMIT_PER_MINUTE: z.coerce.number().int().min(0).default(60),
  MAX_ANSWERS_AT_ONCE: z.coerce.number().int().min(1).default(1000),
  ...ACCESS_SETTINGS,
  API_KEYS: list.pipe(z.array(secret)),
  READER: z.enum(['open', 'closed']).default('open'),
  ADMIN_TOKEN: z.string().trim().pipe(secret).optional(),
  STORE_ORIGINALS: flag.default(true),
  STORE_CONVERSATIONS: flag.default(true),
  REVIEW_QUESTIONS: flag.default(true),
  CONVERSATION_DAYS: z.coerce.number().positive().max(36_500).default(30),
  ...SITE_SETTINGS,
  LOG_LEVEL: z.enum(LOG_LEVELS).default('info'),
});

/** Every setting's name, as `.env.example` lists them. */
export const SETTING_NAMES = Object.keys(settingsSchema.shape);

/** Settings of earlier versions, each with what to do instead. */
export const REMOVED_SETTINGS: Readonly<Record<string, string>> = {
  EMBEDDING_DIMENSIONS:
    'no longer a setting: remove it, and put {"dimensions": …} into embedding.json beside the files of the model, of a hub model in its folder under EMBEDDING_CACHE_DIR',
  EMBEDDING_NORMALIZE:
    'no longer a setting: remove it; only where it was false put {"normalize": false} into embedding.json beside the files of the model, of a hub model in its folder under EMBEDDING_CACHE_DIR',
};

/** The settings, read. */
export type Settings = z.infer<typeof settingsSchema>;

/** A name or an address, with a port where only that port is meant. */
function isHostName(value: string): boolean {
  return (
    /^[a-z0-9.:[\]-]+$/.test(value) &&
    URL.canParse(`http://${value}/`) &&
    new URL(`http://${value}/`).host === value.replace(/:80$/, '')
  );
}

function isProxy(value: string): boolean {
  if (['loopback', 'linklocal', 'uniquelocal'].includes(value)) return true;
  const [address = '', bits, ...more] = value.split('/');
  const longest = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  return longest > 0 && more.length === 0 && (bits === undefined || (/^\d+$/.test(bits) && Number(bits) <= longest));
}
