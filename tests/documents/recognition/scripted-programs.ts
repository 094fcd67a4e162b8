import { existsSync, readFileSync } from 'node:fs';
import { chmod } from 'node:fs/promises';
import path from 'node:path';
import { temporaryDirectory, writeFiles } from '../../support/temporary-directory.ts';

/** What the scripted tesseract does with a page: lines of words with their confidence, others (`turned`) when it finds out their direction first, or a way not to end well. */
export type ScriptedPage =
  | { lines: string[]; confidence?: number; turned?: { lines: string[]; confidence?: number } | 'fails' }
  | 'fails'
  | 'hangs'
  | 'floods';

interface Script {
  /** By their number, from 1. */
  pages?: Record<number, ScriptedPage>;
  languages?: string[];
  version?: string;
  /** Programs that are not there. */
  lacking?: string[];
}

/** "Draws" a page: gives its number on. */
const PDFTOPPM = `
const at = process.argv.indexOf('-f');
if (at < 0) process.exit(0);
let bytes = 0;
process.stdin.on('data', (chunk) => (bytes += chunk.length));
process.stdin.on('end', () => process.stdout.write(process.argv[at + 1]));
`;

const TESSERACT = `
const { appendFileSync } = require('node:fs');
const path = require('node:path');
const [first, ...options] = process.argv.slice(2);
if (first === '--version') process.stdout.write('tesseract ' + script.version + '\\n leptonica-1.82.0\\n');
else if (first === '--list-langs') process.stdout.write('List of available languages:\\n' + script.languages.join('\\n') + '\\n');
else recognise();
function recognise() {
  let drawn = '';
  process.stdin.on('data', (chunk) => (drawn += chunk));
  process.stdin.on('end', () => {
    const upright = script.pages[Number(drawn)];
    const way = options[options.indexOf('--psm') + 1];
    const page = way === '1' ? (upright.turned ?? upright) : upright;
    const language = options[options.indexOf('-l') + 1];
    const secret = process.env.ADMIN_TOKEN ?? '';
    appendFileSync(path.join(__dirname, 'calls.jsonl'), JSON.stringify({ page: Number(drawn), language, way, pid: process.pid, secret }) + '\\n');
    if (page === 'hangs') setInterval(() => {}, 1e6);
    else if (page === 'floods') flood();
    else if (page === 'fails' || page === undefined) process.exit(1);
    else process.stdout.write(tsvOf(page));
  });
}
function flood() {
  while (process.stdout.write('x'.repeat(65536)));
  process.stdout.once('drain', flood);
}
function tsvOf({ lines, confidence = 95 }) {
  const rows = ['level\\tpage_num\\tblock_num\\tpar_num\\tline_num\\tword_num\\tleft\\ttop\\twidth\\theight\\tconf\\ttext'];
  lines.forEach((line, index) => {
    rows.push([4, 1, 1, 1, index + 1, 0, 200, 200 + 70 * index, 1800, 40, -1, ''].join('\\t'));
    let left = 200;
    line.split(' ').forEach((word, at) => {
      // Boxes around letters of 11 points at 300 dots per inch, as far as they reach above and below their line.
      const top = /[\\p{Lu}\\p{N}bdfhijkltбёйф]/u.test(word) ? 33 : 23;
      const bottom = /[gjpqyруфщцД,;]/u.test(word) ? 10 : 0;
      rows.push([5, 1, 1, 1, index + 1, at + 1, left, 240 + 70 * index - top, 22 * word.length, top + bottom, confidence, word].join('\\t'));
      left += 22 * word.length + 14;
    });
  });
  return rows.join('\\n') + '\\n';
}
`;

/** One call of the scripted tesseract. */
export interface Call {
  page: number;
  language: string;
  /** Its mode of page segmentation. */
  way: string;
  pid: number;
  /** A variable that no program has to see. */
  secret: string;
}

/** Writes programs that behave as a test says, in a folder of their own. */
export async function scriptPrograms({
  pages = {},
  languages = ['eng', 'osd', 'rus'],
  version = '5.3.0',
  lacking = [],
}: Script): Promise<{ environment: NodeJS.ProcessEnv; calls: () => Call[] }> {
  const directory = temporaryDirectory();
  const head = `#!${process.execPath}\nconst script = ${JSON.stringify({ pages, languages, version })};\n`;
  for (const [name, body] of Object.entries({ pdftoppm: PDFTOPPM, tesseract: TESSERACT })) {
    if (lacking.includes(name)) continue;
    writeFiles(directory, { [name]: head + body });
    await chmod(path.join(directory, name), 0o755);
  }
  const log = path.join(directory, 'calls.jsonl');
  const calls = () => {
    const lines = existsSync(log) ? readFileSync(log, 'utf8').trimEnd().split('\n') : [];
    return lines.map((line) => JSON.parse(line) as Call);
  };
  return { environment: { PATH: directory }, calls };
}
