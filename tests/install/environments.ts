import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** What compiles native modules, by the name of the program. */
const COMPILES =
  /^(?:cc|c\+\+|gcc|g\+\+|cpp|clang|clang\+\+|make|gmake|cmake|ld|as|python[\d.]*|.+-(?:gcc|g\+\+|cpp|clang)(?:-[\d.]+)?|(?:gcc|g\+\+|clang|clang\+\+)-[\d.]+)$/;

/**
 * Installs a version of Node.js from the npm package `node`, which brings the binary.
 *
 * @returns The folder of its program.
 */
export function installNode(version: string, directory: string): string {
  mkdirSync(directory, { recursive: true });
  const manifest = { private: true, allowScripts: { node: true }, dependencies: { node: version } };
  writeFileSync(path.join(directory, 'package.json'), JSON.stringify(manifest));
  const quietly = ['--no-package-lock', '--no-audit', '--no-fund', '--loglevel=error'];
  execFileSync('npm', ['install', ...quietly], { cwd: directory, stdio: ['ignore', 'ignore', 'inherit'] });
  return path.join(directory, 'node_modules', 'node', 'bin');
}

/** Fills a folder with links to all programs of PATH but those that compile; what is found first counts. @returns The folder. */
export function pathWithoutCompiler(directory: string): string {
  mkdirSync(directory, { recursive: true });
  for (const folder of (process.env.PATH ?? '').split(path.delimiter)) {
    if (!existsSync(folder)) continue;
    for (const name of readdirSync(folder)) {
      const link = path.join(directory, name);
      if (name !== 'node' && !COMPILES.test(name) && !existsSync(link)) {
        // A link that is broken is there already, though it does not exist.
        try {
          symlinkSync(path.join(folder, name), link);
        } catch {}
      }
    }
  }
  return directory;
}
