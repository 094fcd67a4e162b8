import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { PROJECT_DIRECTORY } from '../../config/places.ts';
import { PilcrowError } from '../../errors.ts';
import { createLruCache } from '../../runtime/lru-cache.ts';

/** The scripts and the style sheet that `npm run build:widget` makes. */
export const ASSET_NAMES = [
  'widget.js',
  'reader.js',
  'library.js',
  'questions.js',
  'page-view.js',
  'pdf-worker.js',
  'reader.css',
] as const;
export type AssetName = (typeof ASSET_NAMES)[number];

/** How a built file is sent. */
export type AssetEncoding = 'br' | 'gzip' | 'identity';

/** A built file. */
interface Asset {
  /** Hash of the content, for an address that changes with it. */
  version: string;
  /** Its content in an encoding, made when it is first asked for. */
  body(encoding: AssetEncoding): Promise<Buffer>;
}

/** Reads all built files. @throws CONFIG_INVALID when they were not built. */
export type ReadAssets = () => Promise<Record<AssetName, Asset>>;

const DIRECTORY = path.join(PROJECT_DIRECTORY, 'dist/widget');
/** The highest quality takes ten times as long and saves a fiftieth. */
const BROTLI_QUALITY = 9;

const compressBrotli = promisify(brotliCompress);
const compressGzip = promisify(gzip);

const COMPRESS: Record<AssetEncoding, (content: Buffer) => Promise<Buffer>> = {
  br: (content) => compressBrotli(content, { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } }),
  gzip: (content) => compressGzip(content, { level: constants.Z_BEST_COMPRESSION }),
  identity: async (content) => content,
};

/** Creates the reader of built files: they are read once, at the first call, and cached. */
export function createAssetReader(directory = DIRECTORY): ReadAssets {
  const cached = createLruCache<'assets', Record<AssetName, Asset>>(1);
  return () =>
    cached('assets', async () => {
      const assets = await Promise.all(ASSET_NAMES.map((name) => readAsset(directory, name)));
      return Object.fromEntries(ASSET_NAMES.map((name, index) => [name, assets[index]!])) as Record<AssetName, Asset>;
    });
}

/** The versioned address of an asset, whose response may be cached for ever. */
export function assetAddress(name: AssetName, { version }: Pick<Asset, 'version'>): string {
  return `/${name}?v=${version}`;
}

async function readAsset(directory: string, name: AssetName): Promise<Asset> {
  const identity = await readFile(`${directory}/${name}`).catch((cause: unknown) => {
    const state = `"${name}" is not in "${directory}"`;
    throw new PilcrowError('CONFIG_INVALID', `Cannot show the pages: ${state}; run "npm run build:widget"`, { cause });
  });
  const version = createHash('sha256').update(identity).digest('hex').slice(0, 16);
  const body = createLruCache<AssetEncoding, Buffer>(Object.keys(COMPRESS).length);
  return { version, body: (encoding) => body(encoding, () => COMPRESS[encoding](identity)) };
}
