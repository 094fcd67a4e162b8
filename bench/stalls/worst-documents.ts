import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

const KILOBYTE = 1000;
const SENTENCE = 'Лодку возвращают на причал до захода солнца, и сторож отмечает время в журнале.';

/** Documents that took seconds of the main thread: what pattern or parser each was slow for is in its name. */
const DOCUMENTS: Record<string, string> = {
  'single-line-breaks.txt': repeated(`${SENTENCE}\n`, 800 * KILOBYTE),
  'blank-lines.txt': repeated(`${SENTENCE}\n\n`, 800 * KILOBYTE),
  'one-word.txt': `Журнал причала\n\n${'м'.repeat(40 * KILOBYTE)}\n`,
  'no-sentence-end.txt': `Журнал причала\n\n${repeated('лодка причал журнал ', 400 * KILOBYTE)}\n`,
  'number-signs.md': `# Журнал\n\nЛодка на причале.\n\n${'#'.repeat(400 * KILOBYTE)}\n`,
  'many-headings.md': repeated('# Лодка\n\nПричал открыт.\n\n', 200 * KILOBYTE),
  'open-front-matter.md': `---\n${repeated('title: Лодка\n', 400 * KILOBYTE)}`,
  'brackets.md': `# Скобки\n\nЛодка.\n\n# ${'['.repeat(200 * KILOBYTE)}\n`,
  'numbers.txt': repeated('1. ', 200 * KILOBYTE),
  'line-breaks.txt': `Лодка\n\n${repeated(' \n', 400 * KILOBYTE)}Причал\n`,
};

function repeated(unit: string, length: number): string {
  return unit.repeat(Math.ceil(length / unit.length));
}

/** Writes the documents, and says their ids. */
export async function writeWorstDocuments(directory: string): Promise<string[]> {
  await mkdir(directory, { recursive: true });
  for (const [name, text] of Object.entries(DOCUMENTS)) await writeFile(path.join(directory, name), text);
  return Object.keys(DOCUMENTS).map((name) => path.parse(name).name);
}
