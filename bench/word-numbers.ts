/*
 * node --import tsx bench/word-numbers.ts FOLDER [FOLDER …]
 *
 * Measures how many automatic numbers of Word files are read rightly. The truth is what LibreOffice ("soffice") writes as plain text: a line that is a
 * paragraph of the file with something before it shows that paragraph's number. Bullets are not counted. Folders are, for example, checkouts of
 * the test data of python-docx, dedoc, pandoc, Apache POI.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { onOneLine } from '../src/documents/document.ts';
import { readDocument } from '../src/documents/read-documents.ts';

const CONVERT_AT_ONCE = 10;
const CONVERT_MS = 120_000;
/** In UTF-16 code units, with the blank behind it. */
const MAX_LABEL = 40;
/** Signs that fonts of bullets show for letters. */
const BULLET = /^[oüvØq§]$/;
const WORDS_COMPARED = 4;

/** A number as LibreOffice shows it, and the paragraph behind it. */
interface Numbered {
  label: string;
  text: string;
}

const work = mkdtempSync(path.join(tmpdir(), 'word-numbers-'));
try {
  const files = collectFiles(process.argv.slice(2));
  convert(files);
  const total = { numbered: 0, right: 0, files: 0 };
  for (const { name, from } of files) {
    const numbered = truthOf(name);
    if (numbered.length === 0) continue;
    const text = await readText(name);
    const wrong = text === null ? numbered : missing(numbered, text);
    total.files += 1;
    total.numbered += numbered.length;
    total.right += numbered.length - wrong.length;
    if (wrong.length === 0) continue;
    console.log(
      `${from}: ${numbered.length - wrong.length} of ${numbered.length}${text === null ? ' (not read)' : ''}`,
    );
    for (const { label, text: shown } of wrong.slice(0, 5))
      console.log(`    «${label}» before «${shown.slice(0, 60)}»`);
  }
  const share = (total.right / total.numbered).toFixed(3);
  console.log(`${total.right} of ${total.numbered} numbers in ${total.files} files are right: ${share}`);
} finally {
  rmSync(work, { recursive: true });
}

/** Copies the Word files of folders that have numbered lists, under names of their own. */
function collectFiles(folders: readonly string[]) {
  const found = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.docx'))
      .map((file) => path.join(folder, file)),
  );
  return found
    .filter((file) => readFileSync(file).includes('word/numbering'))
    .map((from, index) => {
      const name = `${index}.docx`;
      copyFileSync(from, path.join(work, name));
      return { name, from };
    });
}

/** Files that LibreOffice cannot convert are not counted; one that stops it costs those of its turn. */
function convert(files: readonly { name: string }[]): void {
  const profile = `-env:UserInstallation=file://${work}/profile`;
  for (let from = 0; from < files.length; from += CONVERT_AT_ONCE) {
    const some = files.slice(from, from + CONVERT_AT_ONCE).map(({ name }) => path.join(work, name));
    const options = ['--headless', profile, '--convert-to', 'txt:Text (encoded):UTF8', '--outdir', work];
    spawnSync('soffice', [...options, ...some], { stdio: 'ignore', timeout: CONVERT_MS });
  }
}

/** The numbered paragraphs of a file. */
function truthOf(name: string): Numbered[] {
  const converted = path.join(work, name.replace('.docx', '.txt'));
  if (!existsSync(converted)) return [];
  const paragraphs = new Set(paragraphsOf(readFileSync(path.join(work, name))));
  return readFileSync(converted, 'utf8')
    .split('\n')
    .flatMap((raw) => {
      const line = onOneLine(raw.normalize().replace('\ufeff', ''));
      if (paragraphs.has(line)) return [];
      for (let at = line.indexOf(' '); at > 0 && at <= MAX_LABEL; at = line.indexOf(' ', at + 1)) {
        const [label, text] = [line.slice(0, at), line.slice(at + 1)];
        if (paragraphs.has(text)) return /[\p{L}\p{N}]/u.test(label) && !BULLET.test(label) ? [{ label, text }] : [];
      }
      return [];
    });
}

/** The texts of the paragraphs, without numbers. */
function paragraphsOf(bytes: Uint8Array): string[] {
  try {
    const entries = Object.entries(unzipSync(bytes, { filter: ({ name }) => /^word\/document\d*\.xml$/.test(name) }));
    return entries.flatMap(([, content]) =>
      [...strFromU8(content).matchAll(/<w:p[ >].*?<\/w:p>/gs)]
        .map(([paragraph]) =>
          onOneLine(
            [...paragraph.matchAll(/<w:(?:t(?: [^>]*)?>([^<]*)|(?:tab|br)\/)/g)]
              .map(([, text]) => unescaped(text ?? ' '))
              .join(''),
          ),
        )
        .filter((text) => /[\p{L}\p{N}]/u.test(text)),
    );
  } catch {
    return [];
  }
}

function unescaped(text: string): string {
  const names: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
  return text.replace(/&(\w+);/g, (whole, name: string) => names[name] ?? whole);
}

async function readText(name: string): Promise<string | null> {
  try {
    const { text } = await readDocument(path.join(work, name), name, { maxBytes: 100_000_000 });
    return ` ${onOneLine(text.replace(/^#+ /gm, ''))}`;
  } catch {
    return null;
  }
}

/** Those that a text does not have; a number that stands there more than once must be there as often. */
function missing(numbered: readonly Numbered[], text: string): Numbered[] {
  const seen = new Map<string, number>();
  return numbered.filter(({ label, text: shown }) => {
    const start = ` ${label} ${shown.split(' ').slice(0, WORDS_COMPARED).join(' ')}`;
    const at = text.indexOf(start, seen.get(start) ?? 0);
    if (at !== -1) seen.set(start, at + start.length);
    return at === -1;
  });
}
