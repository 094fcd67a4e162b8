import { createHash } from 'node:crypto';
import { existsSync, realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import type { Settings } from './settings.ts';

/** The folder that holds `package.json`: of what ships with the program. */
export const PROJECT_DIRECTORY = path.resolve(import.meta.dirname, '../..');

/** Whether npm has put the program among the packages of somebody: then nothing in its folder is the user's. */
export const IS_INSTALLED = PROJECT_DIRECTORY.split(path.sep).includes('node_modules');

/** What a relative path in a setting starts from, and where `.env` is: the folder of a clone, or the one that an installed program is started in. */
export const SETTINGS_DIRECTORY = IS_INSTALLED ? process.cwd() : PROJECT_DIRECTORY;

/** Folders, all of them absolute. */
export interface Places {
  /** What other relative paths of the settings start from. */
  directory: string;
  documents: string;
  index: string;
  prompts: string;
  assistants: string;
  /** Of models from the hub. */
  modelCache: string;
}

/**
 * Decides where everything is. What no setting names is in the clone; of an installed program the prompts are those that ship with it, and what it
 * writes goes into the folder for data of this user.
 *
 * @param of.directory What relative paths start from.
 * @param of.data The folder for data of `dataDirectoryOf`.
 */
export function placesOf(settings: Settings, { directory, data }: { directory: string; data: string }): Places {
  const isClone = directory === PROJECT_DIRECTORY;
  const documents = path.resolve(directory, settings.DOCUMENTS_DIR);
  const { INDEX_DIR, EMBEDDING_CACHE_DIR, PROMPTS_DIR = path.join(PROJECT_DIRECTORY, 'prompts') } = settings;
  const index = isClone ? 'embeddings/index' : indexDirectoryOf(documents, data);
  const modelCache = isClone ? 'embeddings/cache' : path.join(data, 'models');
  return {
    directory,
    documents,
    index: path.resolve(directory, INDEX_DIR ?? index),
    prompts: ownOrShipped(PROMPTS_DIR, directory),
    assistants: path.resolve(directory, settings.ASSISTANTS_DIR ?? 'assistants'),
    modelCache: path.resolve(directory, EMBEDDING_CACHE_DIR ?? modelCache),
  };
}

/** A file or folder of the user, or where there is none the one that ships with the program under this name. */
function ownOrShipped(name: string, directory: string): string {
  const own = path.resolve(directory, name);
  const shipped = path.resolve(PROJECT_DIRECTORY, name);
  return !existsSync(own) && existsSync(shipped) ? shipped : own;
}

/** The model that a setting names. One in a folder of the user has its whole path; other names stay as they are, because vectors are kept under them. */
export function modelNameOf(name: string, directory: string): string {
  const own = path.resolve(directory, name);
  return directory !== PROJECT_DIRECTORY && existsSync(own) ? own : name;
}

/** The index of a documents folder, by its real path: however the folder is named, its index is the same. @param data The folder for data. */
export function indexDirectoryOf(documents: string, data: string): string {
  const place = existsSync(documents) ? realpathSync.native(documents) : path.resolve(documents);
  const digest = createHash('sha256').update(place).digest('hex').slice(0, 12);
  // The name is for people who look into the folder.
  const name = path.basename(place).replace(/[^\p{L}\p{N}._-]/gu, '_') || 'documents';
  return path.join(data, 'indexes', `${name}-${digest}`);
}

/** The folder for data of this user that belongs to this program, where each system has it: XDG_DATA_HOME, Application Support, LOCALAPPDATA. */
export function dataDirectoryOf(
  environment: NodeJS.ProcessEnv,
  { platform = process.platform, home = homedir() }: { platform?: NodeJS.Platform; home?: string } = {},
): string {
  const given = platform === 'win32' ? environment.LOCALAPPDATA : environment.XDG_DATA_HOME;
  // By the specification of XDG a relative path does not count.
  if (given && path.isAbsolute(given)) return path.join(given, 'pilcrow');
  const usual = { win32: 'AppData/Local', darwin: 'Library/Application Support' }[platform as string] ?? '.local/share';
  return path.join(home, usual, 'pilcrow');
}
