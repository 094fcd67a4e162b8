// Builds dist/ after `npm install`, and before `npm pack`. Without the development packages (`npm install --omit=dev`) there is no compiler: then a dist/
// that is there stays as it is, and the install does not fail.
import { execSync } from 'node:child_process';
import { existsSync } from 'node:fs';

if (['typescript', 'esbuild'].every((name) => existsSync(new URL(`node_modules/${name}`, import.meta.url)))) {
  execSync('npm run build', { stdio: 'inherit' });
} else if (!existsSync(new URL('dist/main.js', import.meta.url))) {
  console.warn('Pilcrow is not built: its compiler is a development package; run "npm install" without --omit=dev');
}
