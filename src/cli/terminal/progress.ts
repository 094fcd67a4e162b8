import { escapeControls, type Log } from '../../log.ts';

/** How far a task is. */
interface Step {
  what: string;
  unit: string;
  done: number;
  total: number;
  /** Further text, after the counts. */
  note?: string;
}

/** Shows how far work is. */
export interface Progress {
  /** Shows a step; not when its `total` is 0. */
  report(step: Step): void;
  /** Clears the line, so that other output can be written. */
  end(): void;
}

/** The part of a stream that progress uses. */
export type ProgressStream = Pick<NodeJS.WriteStream, 'isTTY' | 'columns' | 'write'>;

const BAR_WIDTH = 24;
const DEFAULT_COLUMNS = 80;
const CLEAR_LINE = '\r\u001b[2K';

/**
 * Creates the display of progress: a line that is rewritten when `stream` is a terminal, otherwise a line of the log at every tenth.
 *
 * @param options.patienceMs Work that takes less is not shown.
 */
export function createProgress({
  stream,
  log,
  isShown,
  patienceMs = 500,
}: {
  stream: ProgressStream;
  log: Pick<Log, 'info'>;
  isShown: boolean;
  patienceMs?: number;
}): Progress {
  let first: (Step & { startedAt: number }) | null = null;
  let reportedTenth = 0;
  let isLineShown = false;

  return {
    report(step) {
      if (!isShown || step.total <= 0) return;
      const now = performance.now();
      if (first?.what !== step.what || step.done < first.done) {
        first = { ...step, startedAt: now };
        reportedTenth = 0;
      }
      const elapsedMs = now - first.startedAt;
      if (elapsedMs < patienceMs) return;
      const text = escapeControls(describeStep(step, { since: first.done, elapsedMs })).replaceAll('\n', ' ');
      if (stream.isTTY) {
        isLineShown = true;
        stream.write(`${CLEAR_LINE}${`${drawBar(step)} ${text}`.slice(0, (stream.columns || DEFAULT_COLUMNS) - 1)}`);
        return;
      }
      const tenth = Math.floor((10 * step.done) / step.total);
      if (tenth > reportedTenth) log.info(text);
      reportedTenth = tenth;
    },
    end() {
      if (isLineShown) stream.write(CLEAR_LINE);
      isLineShown = false;
      first = null;
    },
  };
}

/**
 * Describes a step in words, with the speed and the time left once they can be measured.
 *
 * @param options.since The value of `done` at the beginning of `elapsedMs`.
 */
export function describeStep(
  { what, unit, done, total, note }: Step,
  { since, elapsedMs }: { since: number; elapsedMs: number },
): string {
  const state = `${what}: ${round(done)} of ${round(total)} ${unit}${note === undefined ? '' : `, ${note}`}`;
  if (done <= since || elapsedMs <= 0) return state;
  const perSecond = (1000 * (done - since)) / elapsedMs;
  const left = done < total ? `, ${describeSeconds((total - done) / perSecond)} left` : '';
  return `${state}, ${round(perSecond)} ${unit} a second${left}`;
}

function describeSeconds(seconds: number): string {
  const whole = Math.ceil(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}

function drawBar({ done, total }: Step): string {
  const filled = Math.round((BAR_WIDTH * done) / total);
  return '█'.repeat(filled) + '░'.repeat(BAR_WIDTH - filled);
}

function round(value: number): number {
  return value < 100 ? Math.round(10 * value) / 10 : Math.round(value);
}
