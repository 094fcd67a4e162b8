import type { DailyLimitsConfig } from '../../../../config/chat-model.ts';
import type { Log } from '../../../../log.ts';
import type { LimitedUsage, UsageCounter } from '../../../../stores/usage-counter.ts';

/** What is counted of the calls to chat models, and where that ends for today. */
export interface DailyLimits {
  /**
   * Counts a call before it is made.
   *
   * @param call.client Who asked, as limits know callers; undefined for who is at this machine.
   * @param call.tokens An estimate of what its prompt has.
   * @returns What says how many tokens it took in the end, null where its server did not answer, which counts for nothing; null when a limit is
   * reached, or nothing can be counted.
   */
  begin(call: {
    client: string | undefined;
    tokens: number;
  }): Promise<((taken: number | null) => Promise<void>) | null>;
}

/** The usage of all callers together. */
const ALL = 'all';
/** Limits of a caller have this in their names. */
const PER_CLIENT = '_PER_CLIENT';

/**
 * Creates the limits of a day, in UTC: whatever models there are, all callers together and each by itself.
 *
 * @param options.now The time, in milliseconds.
 */
export function createDailyLimits(
  limits: DailyLimitsConfig,
  { counter, log, now = Date.now }: { counter: UsageCounter; log: Log; now?: () => number },
): DailyLimits {
  const warn = warnOnceADay(log);
  return {
    async begin({ client, tokens }) {
      const day = new Date(now()).toISOString().slice(0, 'YYYY-MM-DD'.length);
      const usages: LimitedUsage[] = [
        // That of one caller first: the other is the same for all, who would wait for each other longer.
        ...(client === undefined ? [] : [{ key: `client ${client}`, limits: limits.ofClient }]),
        { key: ALL, limits: limits.ofAll },
      ];
      try {
        const reached = await counter.count(day, usages, tokens);
        if (reached !== null) {
          warn(day, `CHAT_MODEL_DAILY_${reached.what.toUpperCase()}${reached.key === ALL ? '' : PER_CLIENT}`);
          return null;
        }
      } catch (error) {
        // What cannot be counted may be without end.
        log.error('Cannot count the calls of the chat model: it is not asked, and excerpts answer', { error });
        return null;
      }
      const keys = usages.map(({ key }) => key);
      return async (taken) => {
        const missing = taken === null ? { calls: -1, tokens: -tokens } : { calls: 0, tokens: taken - tokens };
        await counter.correct(day, keys, missing).catch((error: unknown) => {
          log.error('Cannot count the tokens of the chat model', { error });
        });
      };
    },
  };
}

/** Creates what says once a day that a limit is reached, and not whose. */
function warnOnceADay(log: Log): (day: string, setting: string) => void {
  const said = new Map<string, string>();
  return (day, setting) => {
    if (said.get(setting) === day) return;
    said.set(setting, day);
    const whom = setting.endsWith(PER_CLIENT) ? 'for a caller' : 'for anybody';
    log.warn(`The chat model is not asked ${whom} any more today (UTC), and excerpts answer: ${setting} is reached`);
  };
}
