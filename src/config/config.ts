import path from 'node:path';
import { PilcrowError } from '../errors.ts';
import type { LogLevel } from '../log.ts';
import { accessProblems } from './access.ts';
import { type ChatModelConfig, type ChatModelsConfig, chatModelOf, keyProblems } from './chat-model.ts';
import { type DatabaseConfig, databaseOf, databaseProblems } from './database.ts';
import { type EmbeddingConfig, embeddingOf, embeddingProblems } from './embedding.ts';
import { type HttpConfig, httpOf } from './http.ts';
import { misspeltNames } from './misspelt-names.ts';
import { dataDirectoryOf, indexDirectoryOf, PROJECT_DIRECTORY, placesOf, SETTINGS_DIRECTORY } from './places.ts';
import { proxyProblems } from './proxies.ts';
import { readEnvFile } from './read-env-file.ts';
import { type RecognitionConfig, recognitionOf } from './recognition.ts';
import { type RerankerConfig, rerankerOf, rerankerProblems } from './reranker.ts';
import { REMOVED_SETTINGS, type Settings, settingsSchema } from './settings.ts';
import { type SitesConfig, sitesOf } from './sites.ts';

export type { ChatModelConfig, ChatModelsConfig, EmbeddingConfig, HttpConfig, RerankerConfig };
export { PROJECT_DIRECTORY };

const DAY_MS = 24 * 60 * 60 * 1000;
const DEFAULT_PORT = 3000;

/** The settings of one running assistant. This file is the only reader of `process.env`. */
export type Config = Readonly<{
  host: string;
  port: number;
  /** Whether a setting names the port: if not, a server takes a free one where it is in use. */
  isPortSet: boolean;
  documentsDirectory: string;
  documentMaxBytes: number;
  /** Null: pages that are pictures of text stay unread. */
  recognition: RecognitionConfig | null;
  /** How pages of sites are fetched. */
  sites: SitesConfig;
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
  /** Whether conversations are kept, for how long after the last question, and whether their questions are reviewed. */
  conversations: Readonly<{ areKept: boolean; timeToLiveMs: number; areReviewed: boolean }>;
  logLevel: LogLevel;
}>;

/**
 * Reads the environment, then `.env` beneath it.
 *
 * @param options.directory What relative paths start from.
 * @throws CONFIG_INVALID with every problem at once; a misspelt name is one.
 */
export function loadConfig(
  environment: NodeJS.ProcessEnv = environmentOverFile(),
  { directory = SETTINGS_DIRECTORY }: { directory?: string } = {},
): Config {
  const settings = parseSettings(withoutBlanks(environment));
  const places = placesOf(settings, { directory, data: dataDirectoryOf(process.env) });
  return {
    host: settings.HOST,
    port: settings.PORT ?? DEFAULT_PORT,
    isPortSet: settings.PORT !== undefined,
    documentsDirectory: places.documents,
    documentMaxBytes: settings.DOCUMENT_MAX_MB * 1_000_000,
    recognition: recognitionOf(settings, environment),
    sites: sitesOf(settings),
    keepsOriginals: settings.STORE_ORIGINALS,
    ...followingOf(settings),
    promptsDirectory: places.prompts,
    indexDirectory: places.index,
    vectorPrecision: settings.VECTOR_PRECISION,
    database: databaseOf(settings, directory),
    embedding: embeddingOf(settings, places),
    reranker: rerankerOf(settings, places),
    chatModel: chatModelOf(settings, environment),
    grounding: settings.GROUNDING,
    contextTokens: settings.CONTEXT_TOKENS,
    http: httpOf(settings, places),
    conversations: {
      areKept: settings.STORE_CONVERSATIONS,
      timeToLiveMs: settings.CONVERSATION_DAYS * DAY_MS,
      areReviewed: settings.REVIEW_QUESTIONS,
    },
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
    ...accessProblems(given),
    ...(parsed.error?.issues ?? []).map((issue) => `${String(issue.path[0])}: ${issue.message}`),
  ];
  if (parsed.success && problems.length === 0) return parsed.data;
  throw new PilcrowError(
    'CONFIG_INVALID',
    `Cannot use the settings: ${problems.join('; ')}; correct them in the environment or in .env`,
  );
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

/**
 * Puts the folders that a command line names above all settings; relative ones start from the current folder. Documents that are named there have an index
 * of their own unless a setting says where it is: the one of a clone holds other documents.
 */
export function useFolders({ documents, index }: { documents?: string | undefined; index?: string | undefined }): void {
  const set = environmentOverFile().INDEX_DIR;
  if (documents !== undefined) {
    process.env.DOCUMENTS_DIR = path.resolve(documents);
    process.env.INDEX_DIR = set ?? indexDirectoryOf(path.resolve(documents), dataDirectoryOf(process.env));
  }
  if (index !== undefined) process.env.INDEX_DIR = path.resolve(index);
}

/** The environment, and for variables that it lacks the file; a blank value counts as none. */
export function environmentOverFile(
  file = path.join(SETTINGS_DIRECTORY, '.env'),
  environment = process.env,
): NodeJS.ProcessEnv {
  return { ...readEnvFile(file), ...withoutBlanks(environment) };
}

function withoutBlanks(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()));
}
