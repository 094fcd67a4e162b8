import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseEnv } from 'node:util';
import { z } from 'zod';
import { PilcrowError } from './errors.ts';
import { LOG_LEVELS, type LogLevel } from './log.ts';

/** The folder that holds `package.json`: what a relative path in a setting starts from. */
export const PROJECT_DIRECTORY = path.resolve(import.meta.dirname, '..');

const flag = z.enum(['true', 'false']).transform((value) => value === 'true');
const origin = z.string().refine(isOrigin, 'must be origins such as https://example.org, without a path');

const settingsSchema = z.object({
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  DOCUMENTS_DIR: z.string().min(1).default('documents'),
  DOCUMENT_MAX_MB: z.coerce.number().positive().default(20),
  INDEX_DIR: z.string().min(1).default('embeddings/index'),
  EMBEDDING_MODEL: z.string().min(1).default('embeddings/model'),
  EMBEDDING_OFFLINE: flag.default(false),
  EMBEDDING_CACHE_DIR: z.string().min(1).default('embeddings/cache'),
  EMBEDDING_HUB_URL: z
    .url({ protocol: /^https?$/ })
    .default('https://huggingface.co/')
    .transform((url) => (url.endsWith('/') ? url : `${url}/`)),
  EMBEDDING_DTYPE: z.enum(['fp32', 'fp16', 'q8', 'int8', 'uint8', 'q4']).default('q8'),
  EMBEDDING_POOLING: z.enum(['mean', 'cls', 'last_token']).optional(),
  EMBEDDING_NORMALIZE: flag.optional(),
  EMBEDDING_DIMENSIONS: z.coerce.number().int().positive().optional(),
  EMBEDDING_QUERY_PREFIX: z.string().optional(),
  EMBEDDING_PASSAGE_PREFIX: z.string().optional(),
  ALLOWED_ORIGINS: z
    .string()
    .default('')
    .transform((list) =>
      list
        .split(',')
        .map((item) => item.trim())
        .filter((item) => item !== ''),
    )
    .pipe(z.array(origin)),
  LOG_LEVEL: z.enum(LOG_LEVELS).default('info'),
});

/** Every setting's name, as `.env.example` lists them. */
export const SETTING_NAMES = Object.keys(settingsSchema.shape);

/** How an embedding model is found and used; what is null comes from the model's profile. */
export type EmbeddingConfig = Readonly<{
  /** A folder (absolute) or a hub name such as `Xenova/multilingual-e5-small`. */
  model: string;
  /** Never reach the network for a model. */
  offline: boolean;
  cacheDirectory: string;
  hubUrl: string;
  dtype: 'fp32' | 'fp16' | 'q8' | 'int8' | 'uint8' | 'q4';
  pooling: 'mean' | 'cls' | 'last_token' | null;
  normalize: boolean | null;
  dimensions: number | null;
  queryPrefix: string | null;
  passagePrefix: string | null;
}>;

/** The settings of one running assistant. This file is the only reader of `process.env`. */
export type Config = Readonly<{
  host: string;
  port: number;
  documentsDirectory: string;
  documentMaxBytes: number;
  indexDirectory: string;
  embedding: EmbeddingConfig;
  allowedOrigins: readonly string[];
  logLevel: LogLevel;
}>;

/**
 * Reads the environment, then `.env` beneath it.
 *
 * @throws CONFIG_INVALID with every problem at once; a misspelt `EMBEDDING_…` or `CHAT_MODEL…` name is one.
 */
export function loadConfig(environment: NodeJS.ProcessEnv = environmentOverFile()): Config {
  const given = withoutBlanks(environment);
  const parsed = settingsSchema.safeParse(given);
  const problems = [
    ...Object.keys(given)
      .filter((name) => /^(EMBEDDING_|CHAT_MODEL)/.test(name) && !SETTING_NAMES.includes(name))
      .map((name) => `${name}: no such setting; .env.example lists them all`),
    ...(parsed.error?.issues ?? []).map((issue) => `${String(issue.path[0])}: ${issue.message}`),
  ];
  if (!parsed.success || problems.length > 0) {
    throw new PilcrowError(
      'CONFIG_INVALID',
      `Cannot use the settings: ${problems.join('; ')}; correct them in the environment or in .env`,
    );
  }
  const settings = parsed.data;
  return {
    host: settings.HOST,
    port: settings.PORT,
    documentsDirectory: path.resolve(PROJECT_DIRECTORY, settings.DOCUMENTS_DIR),
    documentMaxBytes: settings.DOCUMENT_MAX_MB * 1_000_000,
    indexDirectory: path.resolve(PROJECT_DIRECTORY, settings.INDEX_DIR),
    embedding: {
      model: settings.EMBEDDING_MODEL,
      offline: settings.EMBEDDING_OFFLINE,
      cacheDirectory: path.resolve(PROJECT_DIRECTORY, settings.EMBEDDING_CACHE_DIR),
      hubUrl: settings.EMBEDDING_HUB_URL,
      dtype: settings.EMBEDDING_DTYPE,
      pooling: settings.EMBEDDING_POOLING ?? null,
      normalize: settings.EMBEDDING_NORMALIZE ?? null,
      dimensions: settings.EMBEDDING_DIMENSIONS ?? null,
      queryPrefix: settings.EMBEDDING_QUERY_PREFIX ?? null,
      passagePrefix: settings.EMBEDDING_PASSAGE_PREFIX ?? null,
    },
    allowedOrigins: settings.ALLOWED_ORIGINS,
    logLevel: settings.LOG_LEVEL,
  };
}

/** The environment, and beneath it what a file says; a blank value counts as none. */
export function environmentOverFile(
  file = path.join(PROJECT_DIRECTORY, '.env'),
  environment = process.env,
): NodeJS.ProcessEnv {
  return { ...readEnvFile(file), ...withoutBlanks(environment) };
}

function withoutBlanks(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()));
}

function readEnvFile(file: string): NodeJS.ProcessEnv {
  try {
    return parseEnv(readFileSync(file, 'utf8')) as NodeJS.ProcessEnv;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw new PilcrowError('CONFIG_INVALID', `Cannot read "${file}": ${String(error)}; correct or remove it`, {
      cause: error,
    });
  }
}

function isOrigin(value: string): boolean {
  return /^https?:/.test(value) && URL.canParse(value) && new URL(value).origin === value;
}
