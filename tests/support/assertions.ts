import { AssertionError } from 'node:assert/strict';
import { inspect } from 'node:util';

/** Fails with both values when `whole`, a text or a list, does not contain `part`. */
export function assertIncludes<Part>(whole: { includes(part: Part): boolean }, part: Part): void {
  if (!whole.includes(part)) fail(`${show(whole)} does not contain ${show(part)}`, assertIncludes);
}

/** Fails with both values when `whole`, a text or a list, contains `part`. */
export function assertExcludes<Part>(whole: { includes(part: Part): boolean }, part: Part): void {
  if (whole.includes(part)) fail(`${show(whole)} contains ${show(part)}`, assertExcludes);
}

/** Fails with both numbers unless `actual` is greater than `bound`. */
export function assertAbove(actual: number, bound: number): void {
  if (!(actual > bound)) fail(`${actual} is not above ${bound}`, assertAbove);
}

/** Fails with both numbers unless they differ by less than `tolerance`. */
export function assertClose(actual: number, expected: number, tolerance: number): void {
  if (!(Math.abs(actual - expected) < tolerance))
    fail(`${actual} is not within ${tolerance} of ${expected}`, assertClose);
}

/** Throws the error that the test runner shows, with a stack that begins where `assertion` was called. */
function fail(message: string, assertion: (...values: never[]) => void): never {
  throw new AssertionError({ message, stackStartFn: assertion });
}

/** A value as it is printed; of a long text or list, its beginning. */
function show(value: unknown): string {
  return inspect(value, { maxStringLength: 4000, maxArrayLength: 200, breakLength: 120 });
}
