import path from 'node:path';
import { PilcrowError } from '../errors.ts';
import type { LogLevel } from '../log.ts';
import { type ChatModelConfig, type ChatModelsConfig, chatModelOf, keyProblems } from './chat-model.ts';
import { type DatabaseConfig, databaseOf, databaseProblems } from './database.ts';
import { type EmbeddingConfig, embeddingOf, embeddingProblems } from './embedding.ts';
import { misspeltNames } from './misspelt-names.ts';
import { proxyProblems } from './proxies.ts';
import { readEnvFile } from './read-env-file.ts';
import { type RecognitionConfig, recognitionOf } from './recognition.ts';
import { type RerankerConfig, rerankerOf, rerankerProblems } from './reranker.ts';
import { REMOVED_SETTINGS, type Settings, settingsSchema } from './settings.ts';

export type { ChatModelConfig, ChatModelsConfig, EmbeddingConfig, RerankerConfig };

const DAY_MS = 24 * 60 * 60 * 1000;

/** The folder that holds `package.json`: what a relative path in a setting starts from. */
export const PROJECT_DIRECTORY = path.resolve(import.meta.dirname, '../..');

/** The settings of one running assistant. This file is the only reader of `process.env`. */
export type Config = Readonly<{
  host: string;
  port: number;
  documentsDirectory: string;
  documentMaxBytes: number;
  /** Null: pages that are pictures of text stay unread. */
  recognition: RecognitionConfig | null;
  /** Whether the database keeps the files of documents that are sent to it. */
  keepsOriginals: boolean;
  /** Whether the server follows what changes in the documents folder. */
  watchesDocuments: boolean;
  /** When a command indexes the documents folder by itself: a server that shares an index and follows no folder keeps what others have indexed. */
  indexesAtStart: 'always' | 'when-empty';
  promptsDirectory: string;
  indexDirectory: string;
  /** How vectors are stored. */
  vectorPrecision: 'int8' | 'float32';
  /** Null: everything is kept in files on this machine. `read` is a replica to search in. */
  database: Readonly<{ write: DatabaseConfig; read: DatabaseConfig | null }> | null;
  embedding: EmbeddingConfig;
  /** Null: candidates are ranked by their signals alone. */
  reranker: RerankerConfig | null;
  /** Null: answers are excerpts. */
  chatModel: ChatModelsConfig | null;
  /** What becomes of a sentence its citations do not support: `strict` leaves it out, `mark` marks it. */
  grounding: 'strict' | 'mark';
  /** Budget for the paragraphs in a prompt. */
  contextTokens: number;
  http: HttpConfig;
  /** Whether conversations are kept, and for how long after the last question. */
  conversations: Readonly<{ areKept: boolean; timeToLiveMs: number }>;
  logLevel: LogLevel;
}>;

/** Who may call the server, and how much. */
export type HttpConfig = Readonly<{
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
  /** Files of one request, and bytes of one file. */
  upload: Readonly<{ maxFiles: number; maxFileBytes: number }>;
}>;

/**
 * Reads the environment, then `.env` beneath it.
 *
 * @throws CONFIG_INVALID with every problem at once; a misspelt name is one.
 */
export function loadConfig(environment: NodeJS.ProcessEnv = environmentOverFile()): Config {
  const settings = parseSettings(withoutBlanks(environment));
  return {
    host: settings.HOST,
    port: settings.PORT,
    documentsDirectory: path.resolve(PROJECT_DIRECTORY, settings.DOCUMENTS_DIR),
    documentMaxBytes: settings.DOCUMENT_MAX_MB * 1_000_000,
    recognition: recognitionOf(settings, environment),
    keepsOriginals: settings.STORE_ORIGINALS,
    ...followingOf(settings),
    promptsDirectory: path.resolve(PROJECT_DIRECTORY, settings.PROMPTS_DIR),
    indexDirectory: path.resolve(PROJECT_DIRECTORY, settings.INDEX_DIR),
    vectorPrecision: settings.VECTOR_PRECISION,
    database: databaseOf(settings, PROJECT_DIRECTORY),
    embedding: embeddingOf(settings, PROJECT_DIRECTORY),
    reranker: rerankerOf(settings, PROJECT_DIRECTORY),
    chatModel: chatModelOf(settings, environment),
    grounding: settings.GROUNDING,
    contextTokens: settings.CONTEXT_TOKENS,
    http: httpOf(settings),
    conversations: { areKept: settings.STORE_CONVERSATIONS, timeToLiveMs: settings.CONVERSATION_DAYS * DAY_MS },
    logLevel: settings.LOG_LEVEL,
  };
}

function parseSettings(given: NodeJS.ProcessEnv): Settings {
  const parsed = settingsSchema.safeParse(given);
  const problems = [
    ...misspeltNames(given).map(({ name, meant }) => {
      const advice = meant === null ? '.env.example lists them all' : `did you mean ${meant}?`;
      return `${name}: ${REMOVED_SETTINGS[name] ?? `no such setting; ${advice}`}`;
    }),
    ...keyProblems(given),
    ...(given.CHAT_MODEL ? proxyProblems(given) : []),
    ...embeddingProblems(given),
    ...rerankerProblems(given),
    ...databaseProblems(given),
    ...(parsed.error?.issues ?? []).map((issue) => `${String(issue.path[0])}: ${issue.message}`),
  ];
  if (parsed.success && problems.length === 0) return parsed.data;
  throw new PilcrowError(
    'CONFIG_INVALID',
    `Cannot use the settings: ${problems.join('; ')}; correct them in the environment or in .env`,
  );
}

function httpOf(settings: Settings): HttpConfig {
  return {
    allowedOrigins: settings.ALLOWED_ORIGINS,
    allowedHosts: settings.ALLOWED_HOSTS,
    trustProxy: settings.TRUST_PROXY,
    rateLimitPerMinute: settings.RATE_LIMIT_PER_MINUTE,
    maxAnswersAtOnce: settings.MAX_ANSWERS_AT_ONCE,
    apiKeys: settings.API_KEYS,
    adminToken: settings.ADMIN_TOKEN ?? null,
    upload: { maxFiles: settings.UPLOAD_MAX_FILES, maxFileBytes: settings.DOCUMENT_MAX_MB * 1_000_000 },
  };
}

/** A database is shared: a server whose folder is another, or empty, would remove what others put in. */
function followingOf({
  DATABASE_URL,
  WATCH_DOCUMENTS = DATABASE_URL === undefined,
}: Settings): Pick<Config, 'watchesDocuments' | 'indexesAtStart'> {
  const isShared = DATABASE_URL !== undefined && !WATCH_DOCUMENTS;
  return { watchesDocuments: WATCH_DOCUMENTS, indexesAtStart: isShared ? 'when-empty' : 'always' };
}

/**
 * Switches off the telemetry of ONNX Runtime, which is on by default: nothing leaves this machine unless a setting asks for it. A variable that the
 * environment sets is kept.
 *
 * Call it before the library is loaded, and in the main thread: native code does not see the copy of the environment that a worker changes.
 */
export function forbidTelemetry(): void {
  process.env.ORT_DISABLE_TELEMETRY ??= '1';
}

/** The environment, and for variables that it lacks the file; a blank value counts as none. */
export function environmentOverFile(
  file = path.join(PROJECT_DIRECTORY, '.env'),
  environment = process.env,
): NodeJS.ProcessEnv {
  return { ...readEnvFile(file), ...withoutBlanks(environment) };
}

function withoutBlanks(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()));
}
