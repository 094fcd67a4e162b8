import { createHash } from 'node:crypto';
import type { RecognitionConfig } from '../../config/recognition.ts';
import { createLruCache } from '../../runtime/lru-cache.ts';
import { findPrograms, type RecognitionState } from './find-programs.ts';
import { isWeak, meanConfidence } from './mean-confidence.ts';
import { pipePrograms } from './pipe-programs.ts';
import { readTsv } from './read-tsv.ts';
import type { PictureOfText, RecognisedPage, RecognisedPages, RecognisedWord } from './recognised-page.ts';

/** Recognises text in the pictures of scanned pages with programs of this machine. */
export interface Recognition {
  /** Whether the programs are there, and what they are; found out once. */
  state(): Promise<RecognitionState>;
  /** A name for how pages are recognised: with another one the same file may give another text. Empty when none are. */
  fingerprint(): Promise<string>;
  /** Recognises pages of a PDF, one after another; a page that fails or takes too long is given up. @throws when the signal aborts. */
  recognise(pdf: Uint8Array, options: RecogniseOptions): Promise<RecognisedPages>;
}

/** What to recognise, and how to report how far it is. */
export interface RecogniseOptions {
  pictures: readonly PictureOfText[];
  signal?: AbortSignal | undefined;
  onProgress?: ((progress: RecognitionProgress) => void) | undefined;
}

/** Pages of one document. */
export interface RecognitionProgress {
  done: number;
  total: number;
}

/** How pages are recognised. */
export interface RecognitionSettings extends RecognitionConfig {
  limits?: Partial<RecognitionLimits>;
}

interface RecognitionLimits {
  pageMs: number;
  documentMs: number;
}

const LIMITS: RecognitionLimits = { pageMs: 60_000, documentMs: 20 * 60_000 };
const POINTS_PER_INCH = 72;
/** Dots per inch that tesseract is made for, and pixels of the longer side: that of A3. */
const RESOLUTION = 300;
const MAX_PIXELS = 5000;
/** A page of small print has some 300 kB. */
const MAX_OUTPUT_BYTES = 8_000_000;
/** Pages kept in memory: a file that was sent, or is read for a rebuild, is read twice. */
const PAGES_KEPT = 500;

/** Prepares recognition; nothing is run before the first call. */
export function createRecognition({ languages: asked, environment, limits }: RecognitionSettings): Recognition {
  const { pageMs, documentMs } = { ...LIMITS, ...limits };
  let found: Promise<RecognitionState> | null = null;
  const state = () => (found ??= findPrograms(asked, environment));
  const cached = createLruCache<string, RecognisedWord[] | null>(PAGES_KEPT);
  return {
    state,
    async fingerprint() {
      const { isReady, program, languages } = await state();
      return isReady ? `${program} ${languages.join('+')}` : '';
    },
    async recognise(pdf, { pictures, signal, onProgress = () => {} }) {
      const { isReady, languages } = await state();
      const end = performance.now() + documentMs;
      const hash = createHash('sha256').update(pdf).digest('hex');
      const pages: RecognisedPage[] = [];
      for (const [done, picture] of pictures.entries()) {
        onProgress({ done, total: pictures.length });
        const left = end - performance.now();
        const options = { languages, environment, signal, timeoutMs: Math.min(pageMs, Math.ceil(left)) };
        const isGivenUp = !isReady || left <= 0;
        const words = isGivenUp
          ? null
          : await cached(`${hash} ${picture.page}`, () => recognisePage(pdf, picture, options));
        pages.push({ page: picture.page, words });
      }
      onProgress({ done: pictures.length, total: pictures.length });
      return { pages, languages };
    },
  };
}

interface PageOptions {
  languages: readonly string[];
  environment: NodeJS.ProcessEnv;
  timeoutMs: number;
  signal: AbortSignal | undefined;
}

/** Tesseract's ways to find the text of a page: upright, or in a direction that it finds out first. */
const UPRIGHT = '3';
const ANY_DIRECTION = '1';

/** Draws a page and recognises its words, once more in any direction where they are doubtful. @returns null when that fails or takes too long. */
async function recognisePage(
  pdf: Uint8Array,
  picture: PictureOfText,
  options: PageOptions,
): Promise<RecognisedWord[] | null> {
  const end = performance.now() + options.timeoutMs;
  const words = await recogniseWords(pdf, picture, { ...options, way: UPRIGHT });
  const timeoutMs = Math.floor(end - performance.now());
  if (!words || !isWeak(words) || timeoutMs <= 0) return words;
  const others = await recogniseWords(pdf, picture, { ...options, timeoutMs, way: ANY_DIRECTION });
  return others && others.length > 0 && meanConfidence(others) > meanConfidence(words) ? others : words;
}

async function recogniseWords(
  pdf: Uint8Array,
  { page, longerSide }: PictureOfText,
  { languages, signal, way, ...options }: PageOptions & { way: string },
): Promise<RecognisedWord[] | null> {
  const resolution = Math.min(RESOLUTION, Math.floor((MAX_PIXELS * POINTS_PER_INCH) / longerSide)) || 1;
  const pages = ['-f', String(page), '-l', String(page)];
  try {
    const tsv = await pipePrograms(
      [
        ['pdftoppm', '-q', '-r', String(resolution), '-gray', '-cropbox', ...pages, '-'],
        ['tesseract', '-', '-', '--dpi', String(resolution), '-l', languages.join('+'), '--psm', way, 'tsv'],
      ],
      { ...options, input: pdf, signal, maxOutputBytes: MAX_OUTPUT_BYTES },
    );
    return readTsv(tsv, POINTS_PER_INCH / resolution);
  } catch {
    signal?.throwIfAborted();
    return null;
  }
}
