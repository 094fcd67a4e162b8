import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { PROJECT_DIRECTORY } from '../../config/config.ts';
import type { LanguageTag } from '../../protocol/language.ts';
import { detectLanguage } from '../../text/detect-language.ts';

/** Documents of the project, three in Russian and three in English. */
const DOCUMENTS = [
  'leave-policy',
  'museum-rules',
  'residents-meeting',
  'backup-guide',
  'council-minutes',
  'soil-report',
];
/** Every so many of their questions is asked, and all in another language: these are few. */
const EVERY = 3;

/** A document with questions that it answers. */
export interface Sample {
  language: LanguageTag;
  passages: string[];
  questions: {
    text: string;
    language: LanguageTag;
    /** Places in `passages` of those that answer. */
    answering: number[];
  }[];
}

/** Reads the documents, and those of their questions that one passage answers. */
export async function readSamples(): Promise<Sample[]> {
  const directory = path.join(PROJECT_DIRECTORY, 'embeddings/calibration');
  return Promise.all(
    DOCUMENTS.map(async (name) => {
      const [text, lines] = await Promise.all(
        ['txt', 'jsonl'].map((extension) => readFile(path.join(directory, `${name}.${extension}`), 'utf8')),
      );
      const language = detectLanguage(text!);
      const passages = text!.split(/\n\s*\n/).map((passage) => passage.replace(/\s+/g, ' ').trim());
      const questions = lines!
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as { question: string; paragraphs?: number[]; history?: unknown[] })
        .filter(({ paragraphs, history }) => paragraphs?.length === 1 && !history)
        .map(({ question, paragraphs }) => ({
          text: question,
          language: detectLanguage(question),
          answering: paragraphs!.map((number) => number - 1),
        }))
        .filter((question, index) => index % EVERY === 0 || question.language !== language);
      return { language, passages, questions };
    }),
  );
}
