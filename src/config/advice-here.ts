import { IS_INSTALLED } from './places.ts';

/** A message whose commands work here: those of a clone are scripts of npm, those of an installed package are `npx pilcrow …`. */
export function adviceHere(message: string, { isInstalled = IS_INSTALLED }: { isInstalled?: boolean } = {}): string {
  if (!isInstalled) return message;
  return message
    .replaceAll('npm start', 'npx pilcrow serve')
    .replace(/npm run ([\w-]+)(?: --(?= ))?/g, 'npx pilcrow $1');
}
