import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { PROJECT_DIRECTORY } from '../src/config/config.ts';
import { splitSentences } from '../src/text/split-sentences.ts';

/** A small generator of repeatable numbers, 0…1 (Park & Miller, 1988). */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

/** Writes documents of new paragraphs made of the bundled document's sentences and words: Russian of a realistic length and vocabulary. */
export async function writeGeneratedDocuments(
  directory: string,
  { paragraphs }: { paragraphs: number },
): Promise<void> {
  const source = await readFile(path.join(PROJECT_DIRECTORY, 'documents/csto-declaration-2024.txt'), 'utf8');
  const sentences = splitSentences(source).map(({ start, end }) => source.slice(start, end).replace(/\s+/g, ' '));
  const random = seededRandom(42);
  const pick = <T>(items: T[]) => items[Math.floor(random() * items.length)]!;
  const words = sentences.flatMap((sentence) => sentence.split(' '));
  await mkdir(directory, { recursive: true });
  for (let from = 0; from < paragraphs; from += 500) {
    const blocks = Array.from({ length: Math.min(500, paragraphs - from) }, (_, index) => {
      const extra = Array.from({ length: 12 }, () => pick(words)).join(' ');
      return `${from + index + 1}. ${pick(sentences)} ${extra}.`;
    });
    await writeFile(
      path.join(directory, `generated-${from / 500 + 1}.txt`),
      `Документ ${from / 500 + 1}\n\n${blocks.join('\n\n')}\n`,
    );
  }
}

/** The questions of the tests about the declaration, and ways to begin them: so many different ones that no cache holds them. */
export async function benchQuestions(): Promise<string[]> {
  const lines = (await readFile(path.join(PROJECT_DIRECTORY, 'tests/questions/declaration.jsonl'), 'utf8'))
    .trim()
    .split('\n');
  const questions = lines.map((line) => (JSON.parse(line) as { question: string }).question);
  const openings = [
    '',
    'Скажите, ',
    'Подскажите: ',
    'Вопрос: ',
    'Хочу узнать: ',
    'Пожалуйста, ',
    'Ещё вопрос: ',
    'И ещё: ',
  ];
  return openings.flatMap((opening) => questions.map((question) => `${opening}${question}`));
}
