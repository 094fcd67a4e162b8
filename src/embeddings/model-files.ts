import { access, mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type EmbeddingConfig, PROJECT_DIRECTORY } from '../config/config.ts';
import type { EmbeddingServer } from '../config/embedding.ts';
import type { PoolingFile } from './model-profile.ts';

/**
 * Where a model's files are: in a folder of its own, or, for a hub name, in the cache folder. There is also what an owner adds to the model of a server,
 * which has no files here.
 */
export type ModelLocation = { kind: 'folder' | 'hub' | 'server'; name: string; directory: string };

/** Decides what the name of a model is: a folder when one is there, or when it cannot be a hub's `owner/name`. */
export async function locateModel({
  model,
  server,
  cacheDirectory,
}: Pick<EmbeddingConfig, 'model' | 'cacheDirectory'> &
  Partial<Pick<EmbeddingConfig, 'server'>>): Promise<ModelLocation> {
  if (server) {
    const place = `${placeOf(server)}/${server.model}`.replace(/[^\w./-]/g, '_');
    return { kind: 'server', name: model, directory: path.join(cacheDirectory, place) };
  }
  const directory = path.resolve(PROJECT_DIRECTORY, model);
  const isFolder = await readdir(directory).then(
    () => true,
    () => false,
  );
  if (isFolder || !/^\w[\w.-]*\/\w[\w.-]*$/.test(model)) return { kind: 'folder', name: model, directory };
  return { kind: 'hub', name: model, directory: path.join(cacheDirectory, model) };
}

/** Host and path of a server, whatever the scheme: what its models are distinguished by. */
export function placeOf({ baseUrl }: Pick<EmbeddingServer, 'baseUrl'>): string {
  const { host, pathname } = new URL(baseUrl);
  return `${host}${pathname.replace(/\/+$/, '')}`;
}

/**
 * Reads the model's `1_Pooling/config.json`: from its folder or the cache, else from the hub unless offline. Null when it has none.
 *
 * A model whose files are there already, by an earlier download or by hand, is used as it is: no request is made.
 */
export async function readPoolingFile(
  location: ModelLocation,
  { offline, hubUrl }: EmbeddingConfig,
): Promise<PoolingFile | null> {
  const file = path.join(location.directory, '1_Pooling', 'config.json');
  const kept = await readFile(file, 'utf8').catch(() => null);
  if (kept !== null) return JSON.parse(kept) as PoolingFile | null;
  if (location.kind === 'folder' || offline || (await isHere(location))) return null;

  const response = await fetch(new URL(`${location.name}/resolve/main/1_Pooling/config.json`, hubUrl));
  if (!response.ok && response.status !== 404) throw new Error(`${response.url} answered ${response.status}`);
  const json = response.ok ? await response.text() : 'null';
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(`${file}.part`, json);
  await rename(`${file}.part`, file);
  return JSON.parse(json) as PoolingFile | null;
}

async function isHere({ directory }: ModelLocation): Promise<boolean> {
  return access(path.join(directory, 'config.json')).then(
    () => true,
    () => false,
  );
}
