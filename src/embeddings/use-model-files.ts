import path from 'node:path';
import { env, LogLevel } from '@xenova/transformers';
import type { EmbeddingConfig } from '../config/config.ts';
import type { ModelLocation } from './model-files.ts';

/**
 * Makes the library of this thread find the files of a model, and fetch them only where it may.
 *
 * @returns The name to load the model by.
 */
export function useModelFiles(
  location: ModelLocation,
  { offline, hubUrl, cacheDirectory }: Pick<EmbeddingConfig, 'offline' | 'hubUrl' | 'cacheDirectory'>,
): string {
  const isFolder = location.kind === 'folder';
  env.logLevel = LogLevel.ERROR;
  env.allowRemoteModels = !isFolder && !offline;
  env.remoteHost = hubUrl;
  env.cacheDir = cacheDirectory;
  env.localModelPath = isFolder ? path.dirname(location.directory) : cacheDirectory;
  return isFolder ? path.basename(location.directory) : location.name;
}
