import { register } from 'node:module';
import { isMainThread } from 'node:worker_threads';

// For `node --import`: whatever is imported from src/ is what `npm run build` made of it. Workers of the build need no such thing.
if (isMainThread) register(new URL('resolve-to-build.ts', import.meta.url));
