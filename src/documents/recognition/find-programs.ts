import { reasonOf } from '../../errors.ts';
import { type Program, pipePrograms } from './pipe-programs.ts';

/** Whether pages can be recognised: with which program and languages, or what is missing, what to do, and whether a setting asks for it. */
export type RecognitionState =
  | { isReady: true; program: string; languages: readonly string[] }
  | { isReady: false; missing: string; advice: string; isAsked: boolean; program: null; languages: readonly [] };

/** Languages of the product, as tesseract names them. */
const OWN_LANGUAGES = ['rus', 'eng'];
const TIMEOUT_MS = 10_000;
const MAX_OUTPUT_BYTES = 100_000;

/** Finds tesseract, its languages, and what draws pages. @param asked Languages by setting; null: those of the product that are there. */
export async function findPrograms(
  asked: readonly string[] | null,
  environment: NodeJS.ProcessEnv,
): Promise<RecognitionState> {
  const ask = (program: Program) =>
    pipePrograms([program], { environment, timeoutMs: TIMEOUT_MS, maxOutputBytes: MAX_OUTPUT_BYTES });
  const missing = (state: string, advice: string): RecognitionState => {
    return { isReady: false, missing: state, advice, isAsked: asked !== null, program: null, languages: [] };
  };
  try {
    const [version, list] = [await ask(['tesseract', '--version']), await ask(['tesseract', '--list-langs'])];
    const installed = list.split('\n').map((line) => line.trim());
    const languages = (asked ?? OWN_LANGUAGES).filter((language) => installed.includes(language));
    const lacking = (asked ?? OWN_LANGUAGES).filter((language) => !installed.includes(language));
    if (languages.length === 0 || (asked !== null && lacking.length > 0)) {
      return missing(
        `tesseract lacks the language ${lacking.join(', ')}`,
        `install its data (tesseract-ocr-${lacking[0]}), or set OCR_LANGUAGES`,
      );
    }
    const failed = await ask(['pdftoppm', '-v']).then(
      () => null,
      (error: unknown) => reasonOf(error),
    );
    if (failed !== null) return missing(`pdftoppm cannot be run (${failed})`, 'install poppler-utils');
    const program = version.split('\n')[0]!.trim();
    return { isReady: true, program, languages };
  } catch (error) {
    return missing(`tesseract cannot be run (${reasonOf(error)})`, 'install tesseract-ocr and poppler-utils');
  }
}
