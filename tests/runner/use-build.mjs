import { register } from 'node:module';
import { isMainThread } from 'node:worker_threads';

// For `node --import`: whatever is imported from src/ is what `npm run build` made of it. JavaScript, because workers of the build load
// this too, and there nothing reads TypeScript; they need no hook, as the build imports only itself.
if (isMainThread) register(new URL('resolve-to-build.mjs', import.meta.url));
