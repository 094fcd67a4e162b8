import { Router } from 'express';
import { contentSecurityPolicy } from '../security/safe-headers.ts';
import { ASSET_NAMES, type AssetName, type ReadAssets } from './assets.ts';

/** For an address with the version, whose content never changes. */
const FOR_EVER = 'public, max-age=31536000, immutable';
/** For addresses without a version: other sites cache the widget for minutes, the pages of this server use versions. */
const WITHOUT_VERSION: Record<AssetName, string> = {
  'widget.js': 'public, max-age=300, must-revalidate',
  'reader.js': 'no-cache',
  'library.js': 'no-cache',
  'questions.js': 'no-cache',
  'page-view.js': 'no-cache',
  'pdf-worker.js': 'no-cache',
  'reader.css': 'no-cache',
};

/** A worker has a policy of its own: this one loads a decoder of pictures where a file needs it. */
const WORKER_SOURCES = ["script-src 'self'"];

/** Creates `GET /widget.js`, for any page, and the other built files, for the pages of this server. */
export function createAssetRoutes(readAssets: ReadAssets, allowedOrigins: readonly string[]): Router {
  const workerPolicy = contentSecurityPolicy(allowedOrigins, WORKER_SOURCES);
  const router = Router();
  for (const name of ASSET_NAMES) {
    router.get(`/${name}`, async (request, response) => {
      const { version, body } = (await readAssets())[name];
      const encoding = (['br', 'gzip'] as const).find((known) => request.acceptsEncodings(known)) ?? 'identity';
      if (encoding !== 'identity') response.setHeader('Content-Encoding', encoding);
      response.vary('Accept-Encoding');
      response.setHeader('Cache-Control', request.query.v === version ? FOR_EVER : WITHOUT_VERSION[name]);
      // A strong validator stands for the very bytes, so each encoding has its own (RFC 9110, section 8.8.3.3).
      response.setHeader('ETag', `"${version}-${encoding}"`);
      if (name === 'pdf-worker.js') response.setHeader('Content-Security-Policy', workerPolicy);
      response.type(name).send(await body(encoding));
    });
  }
  return router;
}
