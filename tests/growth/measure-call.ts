/** Growth of the input, from the small one to the large one. */
export const GROWTH = 64;
/** How many times longer than linear the large one may take. */
const LIMIT = 4;
/** UTF-16 code units of the small input: more than the pieces that a text is divided into, so that the large one is only more of them. */
export const SMALL = 4000;
/** Each figure is the smallest of so many. */
const RUNS = 5;
/** Inputs between the small and the large one: what exceeds the limit there does so at the large one. */
const STEPS = [4, 20, GROWTH];
/** Two short inputs show first whether there is anything to measure. In UTF-16 code units. */
const SHORT = 3000;
const LONGER = 9000;
/** What takes less for the longer one, in ms of processor time, takes no time worth speaking of for the large input, linear or square. */
const NEXT_TO_NOTHING_MS = 0.02;
/** Linear is threefold; square growth that matters at the large input is more than this. */
const LOOKS_LINEAR = 3.75;
const LOOKS = 4;
/** A short call is measured as many times together as take this long. */
const MEASURABLE_MS = 1;
const MAX_REPEATED = 200;
/** A call that takes so many times what it may is not repeated: no other run would take that much less. */
const BEYOND_DOUBT = 10;

/** What a call took, in ms of processor time, and how many times as long as linear growth would. */
export interface Growth {
  smallMs: number;
  largeMs: number;
  times: number;
}

/** Makes the input of a length, and what calls the function with it. */
export type PrepareCall = (length: number) => () => unknown;

/**
 * How much longer a call takes for a longer input; null where that is at most four times linear.
 *
 * @param onLimit Is given, before the calls with longer inputs, the processor time in ms from which on one of them is beyond doubt: whoever watches may end it.
 */
export async function growthBeyondLinear(
  prepare: PrepareCall,
  onLimit: (limitMs: number) => void = () => {},
): Promise<Growth | null> {
  if (await looksLinear(prepare)) return null;
  const smallMs = await smallest(() => meanOf(prepare, SMALL));
  const limit = smallMs * GROWTH * LIMIT;
  for (const step of STEPS) {
    onLimit(limit * BEYOND_DOUBT);
    let largeMs = await timeOf(prepare, SMALL * step);
    for (let run = 1; run < RUNS && largeMs > limit && largeMs < limit * BEYOND_DOUBT; run += 1) {
      onLimit(limit * BEYOND_DOUBT);
      largeMs = Math.min(largeMs, await timeOf(prepare, SMALL * step));
    }
    if (largeMs > limit) return { smallMs, largeMs, times: largeMs / (smallMs * GROWTH) };
  }
  return null;
}

/** Looks several times before it says no: on a busy machine any call may take long. */
async function looksLinear(prepare: PrepareCall): Promise<boolean> {
  let [short, longer] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let look = 0; look < LOOKS; look += 1) {
    longer = Math.min(longer, await timeOf(prepare, LONGER));
    if (longer < NEXT_TO_NOTHING_MS) return true;
    short = Math.min(short, await timeOf(prepare, SHORT));
    if (longer <= short * LOOKS_LINEAR && look > 0) return true;
  }
  return false;
}

async function smallest(measure: () => Promise<number>): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < RUNS; run += 1) times.push(await measure());
  return Math.min(...times);
}

async function meanOf(prepare: PrepareCall, length: number): Promise<number> {
  let [total, count] = [0, 0];
  while (total < MEASURABLE_MS && count < MAX_REPEATED) {
    total += await timeOf(prepare, length);
    count += 1;
  }
  return total / count;
}

async function timeOf(prepare: PrepareCall, length: number): Promise<number> {
  const call = prepare(length);
  const before = process.cpuUsage();
  const result = call();
  if (result instanceof Promise) await result;
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
