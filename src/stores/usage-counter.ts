import { createHash } from 'node:crypto';

/** What a chat model is asked on one day. */
export interface Usage {
  calls: number;
  tokens: number;
}

/** Whose usage is counted, and where it ends; null: nowhere. */
export interface LimitedUsage {
  key: string;
  limits: Readonly<Record<keyof Usage, number | null>>;
}

/** Counts what a chat model is asked each day; for all servers that share a database together. It survives a restart, and is erased with the day. */
export interface UsageCounter {
  /**
   * Counts a call with its tokens for each of `usages`, or for none where one is at its limit.
   *
   * @param day In UTC, ISO 8601. What was counted on earlier days is erased.
   * @returns What is at its limit; null when the call was counted.
   */
  count(day: string, usages: readonly LimitedUsage[], tokens: number): Promise<ReachedLimit | null>;
  /** Adds to what was counted when it is known what a call took; what is negative is taken back. */
  correct(day: string, keys: readonly string[], missing: Usage): Promise<void>;
  close(): Promise<void>;
}

/** A limit that was reached: of which usage, and of what. */
export interface ReachedLimit {
  key: string;
  what: keyof Usage;
}

/** What of a usage is at its limit, if anything is. */
export function reachedOf({ key, limits }: LimitedUsage, { calls, tokens }: Usage): ReachedLimit | null {
  if (limits.calls !== null && calls >= limits.calls) return { key, what: 'calls' };
  if (limits.tokens !== null && tokens >= limits.tokens) return { key, what: 'tokens' };
  return null;
}

/** A key as it is stored: a proxy that is trusted may pass on anything as an address, of any length, with any sign. An index takes 2,700 bytes. */
export function digestOf(key: string): string {
  return createHash('sha256').update(key).digest('base64url');
}
