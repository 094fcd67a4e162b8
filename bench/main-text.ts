import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ReadFile } from '../src/documents/formats/read-file.ts';
import { percentile } from './measure.ts';

/** What a page holds that belongs to its main text, and what surrounds it: an entry of `evaldata.json`. */
interface Wanted {
  file: string;
  with: string[];
  without: string[];
}

const USAGE = `node --import tsx bench/main-text.ts FOLDER [BUILT]

How well the main text of web pages is found. FOLDER has evaldata.json and the pages in cache/ or eval/, as in tests/ of
https://github.com/adbar/trafilatura; BUILT is a built copy to measure, by default this one. VERBOSE=1 names each piece that is lost or kept.`;

const squashed = (text: string) => text.normalize('NFC').replace(/\s+/gu, ' ').trim();
const [folder, built = path.join(import.meta.dirname, '..')] = process.argv.slice(2);
if (folder === undefined) {
  console.error(USAGE);
  process.exit(1);
}
const reader = path.resolve(built, 'dist/documents/formats/html/read-html.js');
const { readHtml } = (await import(pathToFileURL(reader).href)) as { readHtml: ReadFile };
const pages = Object.values(JSON.parse(readFileSync(path.join(folder, 'evaldata.json'), 'utf8')) as object) as Wanted[];
const isVerbose = process.env.VERBOSE === '1';

const count = { found: 0, lost: 0, kept: 0, left: 0, refused: 0 };
const milliseconds: number[] = [];
for (const page of pages) {
  const file = ['cache', 'eval'].map((name) => path.join(folder, name, page.file)).find(existsSync);
  if (file === undefined) throw new Error(`Cannot measure "${page.file}": it is neither in cache/ nor in eval/`);
  const text = await textOf(page.file, readFileSync(file));
  const has = (piece: string) => text.includes(squashed(piece));
  for (const piece of page.with) tell(page.file, piece, has(piece) ? 'found' : 'lost');
  for (const piece of page.without) tell(page.file, piece, has(piece) ? 'kept' : 'left');
}

const share = (part: number, rest: number) => (part / (part + rest)).toFixed(3);
console.log(`pages ${pages.length}, refused ${count.refused}`);
console.log(`wanted pieces found    ${share(count.found, count.lost)}`);
console.log(`unwanted pieces kept   ${share(count.kept, count.left)}`);
console.log(`F1                     ${share(2 * count.found, count.kept + count.lost)}`);
const total = milliseconds.reduce((sum, time) => sum + time, 0) / 1000;
console.log(
  `CPU seconds            ${total.toFixed(1)}, 95 % of the pages within ${percentile(milliseconds, 0.95).toFixed(0)} ms`,
);

/** The canonical text of a page, blanks squashed; empty when it is refused. */
async function textOf(name: string, bytes: Uint8Array): Promise<string> {
  const before = process.cpuUsage();
  try {
    return squashed((await readHtml(bytes, { onProgress: () => {} })).text);
  } catch (error) {
    count.refused += 1;
    console.log(`refused ${name}: ${(error as Error).message}`);
    return '';
  } finally {
    const { user, system } = process.cpuUsage(before);
    milliseconds.push((user + system) / 1000);
  }
}

function tell(file: string, piece: string, result: 'found' | 'lost' | 'kept' | 'left') {
  count[result] += 1;
  if (isVerbose && (result === 'lost' || result === 'kept')) console.log(`${result} ${file}: ${squashed(piece)}`);
}
