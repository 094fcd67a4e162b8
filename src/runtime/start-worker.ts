import { type ResourceLimits, Worker } from 'node:worker_threads';

/** Workers make much short-lived garbage; a small young generation is collected often, which costs little and keeps the process small. */
const YOUNG_GENERATION_MB = 16;

/**
 * Starts a module of this project in a worker thread.
 *
 * Compiled, the module runs as it is. From source, Node 20 does not hand tsx on to workers, so the worker registers it itself.
 */
export function startWorker(moduleUrl: URL, workerData: unknown, limits: ResourceLimits = {}): Worker {
  const resourceLimits = { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB, ...limits };
  if (moduleUrl.pathname.endsWith('.js')) return new Worker(moduleUrl, { workerData, resourceLimits });
  const tsx = import.meta.resolve('tsx/esm/api');
  const source = `import(${JSON.stringify(tsx)}).then(({ register }) => { register(); return import(${JSON.stringify(moduleUrl.href)}); });`;
  return new Worker(source, { eval: true, workerData, resourceLimits });
}
