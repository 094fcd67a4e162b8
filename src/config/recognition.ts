import type { Settings } from './settings.ts';

/** How text is recognised in pictures of pages. */
export type RecognitionConfig = Readonly<{
  /** As tesseract names them; null: those of the product's languages that are installed. */
  languages: readonly string[] | null;
  /** What the programs see of the environment: no secret. */
  environment: NodeJS.ProcessEnv;
}>;

/** What finds programs, their libraries and their data. */
const PASSED_ON = ['PATH', 'Path', 'SYSTEMROOT', 'LD_LIBRARY_PATH', 'TESSDATA_PREFIX', 'XDG_DATA_DIRS'];

/** Null where nothing is to be recognised. */
export function recognitionOf(settings: Settings, environment: NodeJS.ProcessEnv): RecognitionConfig | null {
  if (settings.OCR === 'off') return null;
  const passed = PASSED_ON.flatMap((name) => (environment[name] === undefined ? [] : [[name, environment[name]]]));
  // Several threads make a page of tesseract hardly faster, and take the processor from answers.
  return {
    languages: settings.OCR_LANGUAGES ?? null,
    environment: { ...Object.fromEntries(passed), OMP_THREAD_LIMIT: '1' },
  };
}
