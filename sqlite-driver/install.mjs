/**
 * Installs the SQLite driver beside this file where the project's packages have none that this Node.js can load: without a lock file npm chooses
 * 13 from Node.js 22 on, which is not compiled, and 12 on Node.js 20, which is.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';

const directory = import.meta.dirname;
// In a process of its own: a binary of another Node.js may end it.
const opens = (from) => {
  const program = `const D = require(require.resolve('better-sqlite3', { paths: [${JSON.stringify(from)}] })); new D(':memory:')`;
  return spawnSync(process.execPath, ['-e', program], { cwd: from, stdio: 'ignore' }).status === 0;
};

if (!opens(`${directory}/..`) && !opens(directory)) {
  // One of another Node.js would do for npm.
  rmSync(`${directory}/node_modules`, { recursive: true, force: true });
  const npm = process.env.npm_execpath;
  const [program, ...first] = npm === undefined ? ['npm'] : [process.execPath, npm];
  const quietly = ['--no-package-lock', '--no-audit', '--no-fund', '--loglevel=error'];
  try {
    execFileSync(program, [...first, 'install', ...quietly, '--prefix', directory], {
      cwd: directory,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  } catch {
    console.error(
      `Cannot install better-sqlite3 for Node.js ${process.version}: the messages above say why; install g++, make and python3 and run "npm install" again, or use Node.js 22 or later, which needs no compiler`,
    );
    process.exitCode = 1;
  }
}
