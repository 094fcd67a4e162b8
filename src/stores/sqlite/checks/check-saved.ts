import { existsSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { embeddingModelKey } from '../../../embeddings/embedder.ts';
import { reasonOf } from '../../../errors.ts';
import type { Check, Outcome } from '../../check.ts';
import type { Database } from '../connection/sqlite.ts';
import { describeSavedKeywords, loadKeywords } from '../keywords/saved-keywords.ts';
import { graphProblem } from '../vectors/hnswlib.ts';
import { describeSavedGraph, GRAPH_DESCRIPTION, loadVectorGraph } from '../vectors/vector-graph.ts';
import { manifestOf } from './manifest-of.ts';

/** What may be named by a description in the same folder. */
const DERIVED = /^(?:passage-.+\.hnsw|keywords-.+\.bin)(?:\.json)?$/;
/** What somebody may be writing at the moment is no leftover. */
const STILL_WRITTEN_MS = 60 * 60 * 1000;
/** Made on purpose, and kept until somebody removes them. */
const KEPT_ASIDE = /^(?:before-restore-|aside-|pilcrow\.version-)/;

/** Checks of what is derived from the tables and kept in files: it may be removed at any time, and is made again when it is needed. */
export function checksOfSavedFiles(database: Database, directory: string): Check[] {
  const graph = {
    name: 'Saved graph of paragraphs',
    cure: `rm ${path.join(directory, GRAPH_DESCRIPTION)}`,
    examine: () => checkGraph(database, directory),
  };
  const keywords = {
    name: 'Saved words',
    cure: `rm ${path.join(directory, 'keywords.json')}`,
    examine: () => checkKeywords(database, directory),
  };
  return [graph, keywords];
}

/** A check of what killed processes and earlier states left in a folder: no harm but their size. */
export function checkLeftovers(directory: string): Check {
  return { name: 'Leftovers', cure: '', examine: () => findLeftovers(directory) };
}

async function checkGraph(database: Database, directory: string): Promise<Outcome> {
  if (graphProblem !== null) return { found: graphProblem, wrong: null };
  if (!existsSync(path.join(directory, GRAPH_DESCRIPTION))) return { found: 'none', wrong: null };
  const broken = await problemOfDescription(path.join(directory, GRAPH_DESCRIPTION));
  if (broken) return { found: '', wrong: broken };
  const source = { model: modelOf(database), compaction: metaOf(database, 'compaction') };
  const saved = await describeSavedGraph(directory, source);
  if (saved === null) return { found: 'of an earlier state; made again when it is needed', wrong: null };
  const hash = database.prepare('SELECT hash FROM embeddings WHERE key = ?').pluck().get(saved.lastKey);
  if (hash !== saved.lastHash) return { found: '', wrong: 'it has vectors that the index has not' };
  const graph = await loadVectorGraph(directory, source);
  return graph === null
    ? { found: '', wrong: `"${saved.file}" is missing or damaged` }
    : { found: `${graph.count} vectors`, wrong: null };
}

async function checkKeywords(database: Database, directory: string): Promise<Outcome> {
  if (!existsSync(path.join(directory, 'keywords.json'))) return { found: 'none', wrong: null };
  const broken = await problemOfDescription(path.join(directory, 'keywords.json'));
  if (broken) return { found: '', wrong: broken };
  const expected = {
    model: modelOf(database),
    generation: metaOf(database, 'generation'),
    compaction: metaOf(database, 'compaction'),
  };
  const saved = await describeSavedKeywords(directory, expected);
  if (saved === null) return { found: 'of an earlier state; made again when they are needed', wrong: null };
  const loaded = await loadKeywords(directory, expected);
  return loaded === null
    ? { found: '', wrong: `"${saved.file}" is missing or damaged` }
    : { found: `of ${saved.slots} paragraphs`, wrong: null };
}

async function findLeftovers(directory: string): Promise<Outcome> {
  const names = existsSync(directory) ? await readdir(directory) : [];
  const descriptions = await Promise.all(
    names
      .filter((name) => name.endsWith('.json'))
      .map((name) => readFile(path.join(directory, name), 'utf8').catch(() => '')),
  );
  const left: string[] = [];
  for (const name of names) {
    const file = path.join(directory, name);
    const isNamed = descriptions.some((description) => description.includes(`"${name}"`));
    const isOld = async () => Date.now() - (await stat(file)).mtimeMs > STILL_WRITTEN_MS;
    const isLeft = KEPT_ASIDE.test(name) || (DERIVED.test(name) && !isNamed && (await isOld()));
    if (isLeft) left.push(`${file} (${((await sizeOf(file)) / 1e6).toFixed(1)} MB)`);
  }
  return {
    found: left.length === 0 ? 'none' : `may be removed when they are not needed: ${left.join(', ')}`,
    wrong: null,
  };
}

async function sizeOf(file: string): Promise<number> {
  const found = await stat(file);
  if (!found.isDirectory()) return found.size;
  const names = await readdir(file);
  const sizes = await Promise.all(names.map((name) => sizeOf(path.join(file, name))));
  return sizes.reduce((sum, size) => sum + size, 0);
}

async function problemOfDescription(file: string): Promise<string | null> {
  try {
    JSON.parse(await readFile(file, 'utf8'));
    return null;
  } catch (error) {
    return `"${path.basename(file)}" cannot be read: ${reasonOf(error)}`;
  }
}

function modelOf(database: Database): string {
  const manifest = manifestOf(database);
  return manifest === null ? '' : embeddingModelKey(manifest.embedding);
}

function metaOf(database: Database, key: string): number {
  return Number(database.prepare('SELECT value FROM meta WHERE key = ?').pluck().get(key));
}
