import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { Document } from '../src/documents/document.ts';

/*
 * How many of the words that poppler's pdftotext finds in the PDFs of a folder are in what the builds read, and the CPU time that reading takes:
 *
 *   npx tsx bench/pdf-recall.ts FOLDER [BUILD …]     BUILD: a folder with dist/, by default the current one
 *
 * The builds read each file one after the other; the first is compared with the last.
 */
interface Build {
  readDocument(file: string, id: string, options: { maxBytes: number }): Promise<Document>;
}

interface Read {
  recall: number;
  ms: number;
  refused: string | null;
}

const MAX_BYTES = 50_000_000;
/** Files with fewer words say little. */
const MIN_WORDS = 20;
/** A difference of recall that is listed. */
const LISTED = 0.01;

const [folder = '.', ...given] = process.argv.slice(2);
const names = given.length > 0 ? given : ['.'];
const builds = await Promise.all(
  names.map((name): Promise<Build> => import(path.resolve(name, 'dist/documents/read-documents.js'))),
);
const all: { file: string; reads: Read[] }[] = [];
const files = readdirSync(folder).filter((name) => name.endsWith('.pdf'));
for (const file of files.sort()) {
  const wanted = wordsOf(textByPoppler(path.join(folder, file)));
  if (wanted.length < MIN_WORDS) continue;
  const reads: Read[] = [];
  for (const build of builds) reads.push(await read(build, path.join(folder, file), wanted));
  all.push({ file, reads });
  const [first, last] = [reads[0]!, reads.at(-1)!];
  if (reads.length > 1 && Math.abs(first.recall - last.recall) > LISTED) {
    console.log(file, ...reads.map(({ recall, refused }) => refused ?? recall.toFixed(3)));
  }
}
for (const [index, name] of names.entries()) {
  const reads = all.map(({ reads: own }) => own[index]!);
  const recalls = reads.map(({ recall }) => recall).sort((one, other) => one - other);
  const mean = recalls.reduce((sum, recall) => sum + recall, 0) / recalls.length;
  const refused = reads.filter((one) => one.refused !== null).length;
  const ms = reads.reduce((sum, one) => sum + one.ms, 0);
  console.log(
    `${name}: ${reads.length} files, recall ${mean.toFixed(4)} (median ${recalls[recalls.length >> 1]!.toFixed(4)}), ${refused} refused, ${(ms / 1000).toFixed(1)} s`,
  );
}
process.exit(0);

function textByPoppler(file: string): string {
  try {
    return execFileSync('pdftotext', [file, '-'], { encoding: 'utf8', stdio: 'pipe', maxBuffer: 100_000_000 });
  } catch {
    return '';
  }
}

async function read(build: Build, file: string, wanted: readonly string[]): Promise<Read> {
  const before = process.cpuUsage();
  const spentMs = () => {
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  };
  try {
    const { text } = await build.readDocument(file, 'x', { maxBytes: MAX_BYTES });
    const ms = spentMs();
    return { recall: shareFound(wanted, wordsOf(text)), ms, refused: null };
  } catch (error) {
    return {
      recall: 0,
      ms: spentMs(),
      refused: error instanceof Error ? error.message.slice(0, 160) : '',
    };
  }
}

/** The share of the words that are found, each as often as it is wanted. */
function shareFound(wanted: readonly string[], found: readonly string[]): number {
  const left = new Map<string, number>();
  for (const word of found) left.set(word, (left.get(word) ?? 0) + 1);
  const hits = wanted.filter((word) => {
    const count = left.get(word) ?? 0;
    left.set(word, count - 1);
    return count > 0;
  });
  return hits.length / wanted.length;
}

/** Runs of letters and of digits, so that raised digits are words of their own. */
function wordsOf(text: string): string[] {
  return text.match(/\p{L}[\p{L}\p{M}]*|\p{Nd}+|\p{No}+/gu)?.map((word) => word.normalize('NFKC').toLowerCase()) ?? [];
}
