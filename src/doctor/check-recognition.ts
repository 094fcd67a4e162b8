import type { Recognition } from '../documents/recognition/recognition.ts';
import type { Check } from '../stores/check.ts';

/** A check of the programs that recognise scanned pages. Lacking ones are nothing wrong: PDFs with text need none. */
export function checkRecognition(recognition: Recognition | null): Check {
  return {
    name: 'Recognition of scans',
    cure: 'set OCR=off',
    async examine() {
      if (!recognition) return { found: 'switched off (OCR)', wrong: null };
      const state = await recognition.state();
      if (state.isReady) return { found: `${state.program}, languages ${state.languages.join('+')}`, wrong: null };
      const { missing, advice, isAsked } = state;
      if (isAsked) return { found: '', wrong: missing, run: advice };
      return { found: `none: ${missing}; to have it, ${advice}`, wrong: null };
    },
  };
}
