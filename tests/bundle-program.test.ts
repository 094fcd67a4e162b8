import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';

const projectDirectory = path.resolve(import.meta.dirname, '..');
const read = (file: string) => readFileSync(path.join(projectDirectory, file), 'utf8');
/** How a module starts a worker that lies beside it, compiled or not. */
const WORKER = /new URL\(`\.\/([\w-]+)\$\{/g;

describe('the bundle of the command line', () => {
  it('has every worker, each under a name of its own: none is found by an import', () => {
    const files = readdirSync(path.join(projectDirectory, 'src'), { recursive: true, encoding: 'utf8' });
    const workers = files
      .filter((file) => file.endsWith('.ts'))
      .flatMap((file) =>
        [...read(`src/${file}`).matchAll(WORKER)].map(([, name]) => path.posix.join(path.dirname(file), name!)),
      );
    const bundled = /const WORKERS = \[([^\]]*)\]/.exec(read('bundle-program.mjs'))?.[1] ?? '';
    assert.deepEqual([...bundled.matchAll(/'([^']+)'/g)].map(([, worker]) => worker).sort(), workers.sort());
    assert.equal(new Set(workers.map((worker) => path.basename(worker))).size, workers.length);
  });
});
