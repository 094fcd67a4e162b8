import { register } from 'node:module';
import { isMainThread } from 'node:worker_threads';

// For `node --import`. JavaScript, because nothing reads TypeScript yet. The workers of the build load this too: they import JavaScript.
if (isMainThread) {
  process.setSourceMapsEnabled(true);
  register(new URL('load-compiled.mjs', import.meta.url));
}
