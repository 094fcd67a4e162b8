// What `npm install` does in a clone, and `npm pack` before it packs: a SQLite driver for this Node.js, no binaries of other systems, and dist/. Without the
// development packages (`npm install --omit=dev`) there is no compiler: then a dist/ that is there stays as it is, and the install does not fail.
import { execSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import './sqlite-driver/install.mjs';

const { platform, arch } = process;
const MODULES = new URL('node_modules/', import.meta.url);

// Two packages bring the binaries of every system: 260 MB that this one cannot load.
const [runtime] = namesIn('onnxruntime-node/bin/');
if (runtime !== undefined && existsSync(new URL(`onnxruntime-node/bin/${runtime}/${platform}/${arch}/`, MODULES))) {
  keep(`onnxruntime-node/bin/${runtime}/`, (system) => system === platform);
  keep(`onnxruntime-node/bin/${runtime}/${platform}/`, (processor) => processor === arch);
}
const isOfThisSystem = (file) => file.startsWith(platform) && file.endsWith(`-${arch}.node`);
if (namesIn('better-sqlite3/prebuilds/').some(isOfThisSystem)) keep('better-sqlite3/prebuilds/', isOfThisSystem);

if (['typescript', 'esbuild'].every((name) => existsSync(new URL(name, MODULES)))) {
  execSync('npm run build', { stdio: 'inherit' });
} else if (!existsSync(new URL('dist/main.js', import.meta.url))) {
  console.warn('Pilcrow is not built: its compiler is a development package; run "npm install" without --omit=dev');
}

/** The names in a folder below node_modules; none where it is not there. */
function namesIn(folder) {
  return existsSync(new URL(folder, MODULES)) ? readdirSync(new URL(folder, MODULES)) : [];
}

/** Removes from a folder below node_modules what is not to be kept. */
function keep(folder, isKept) {
  for (const name of namesIn(folder))
    if (!isKept(name)) rmSync(new URL(`${folder}${name}`, MODULES), { recursive: true, force: true });
}
