import { PilcrowError, reasonOf } from '../errors.ts';
import { nativeModuleProblem } from '../runtime/native-module-problem.ts';
import type { Check, CheckProgress, Finding, Outcome } from '../stores/check.ts';

/** Carries out a check and says what it found; a check that throws is a finding, too. */
export async function carryOut({ name, cure, examine: look }: Check, onProgress: CheckProgress): Promise<Finding> {
  const outcome = await Promise.resolve()
    .then(() => look(onProgress))
    .catch((error: unknown): Outcome => failed(error));
  const { found, wrong, run = cure } = outcome;
  return wrong === null
    ? { check: name, isOk: true, found, run: null }
    : { check: name, isOk: false, found: wrong, run };
}

/** What a database says of itself, and of a module that cannot be loaded, has what to do about it in its message. */
function failed(error: unknown): Outcome {
  const moduleProblem = nativeModuleProblem(error);
  const reason = moduleProblem ?? reasonOf(error);
  const [, state, next] = /^(.+?); (.+)$/s.exec(reason) ?? [];
  const isOfDatabase = error instanceof PilcrowError && error.code.startsWith('DATABASE_');
  const hasAdvice = moduleProblem !== null || isOfDatabase;
  return hasAdvice && state && next ? { found: '', wrong: state, run: next } : { found: '', wrong: reason };
}
