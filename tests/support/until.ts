import { setTimeout as pause } from 'node:timers/promises';
import { inspect } from 'node:util';

export interface UntilOptions<Value> {
  /** What is waited for, as the message says it: "the server to close". */
  what: string;
  timeoutMs?: number;
  everyMs?: number;
  /** What the message shows as the last state; what the condition returned last when it is not given. */
  state?: (last: Value | undefined) => unknown;
}

/**
 * Looks every `everyMs` until the condition returns something truthy, and returns that. An error of the condition is thrown at
 * once. After `timeoutMs`, also while the condition itself is waited for, it throws what was waited for and the last state.
 */
export async function until<Value>(
  condition: () => Value | Promise<Value>,
  { what, timeoutMs = 30_000, everyMs = 10, state = (last) => last }: UntilOptions<Value>,
): Promise<Exclude<Value, null | undefined | false | 0 | ''>> {
  const ended = new AbortController();
  let last: Value | undefined;
  const poll = async () => {
    do {
      last = await condition();
      if (last) break;
      await pause(everyMs);
    } while (!ended.signal.aborted);
    return last as Exclude<Value, null | undefined | false | 0 | ''>;
  };
  const timeout = async () => {
    await pause(timeoutMs, undefined, { signal: ended.signal });
    const shown = inspect(state(last), { maxStringLength: 4000 });
    throw new Error(`Waited ${timeoutMs} ms for ${what}; the last state was ${shown}`);
  };
  try {
    return await Promise.race([poll(), timeout()]);
  } finally {
    ended.abort();
  }
}
