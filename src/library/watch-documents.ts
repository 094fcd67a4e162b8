import path from 'node:path';
import { watch } from 'chokidar';

/** A folder that has been still for so long is looked at: who copies a hundred files is not done after the first. */
const STILL_MS = 300;
/** One that is never still is looked at this often. */
const AT_LEAST_EVERY_MS = 5000;

/** Watches until it is closed. */
interface Watching {
  /** Resolves when the watching has begun: what changes from now on is noticed. */
  ready: Promise<void>;
  close(): Promise<void>;
}

/**
 * Watches the documents folder.
 *
 * @param onChange Called with the files that came, changed or went, by their path in the folder; not again before what it gives is done.
 * @param onError Called when the folder cannot be watched, such as when the system has no more watches.
 */
export function watchDocuments(
  directory: string,
  { onChange, onError }: { onChange: (files: string[]) => Promise<void>; onError: (error: unknown) => void },
): Watching {
  const changed = new Set<string>();
  let firstAt = 0;
  let timer: NodeJS.Timeout | undefined;
  let reporting: Promise<void> = Promise.resolve();
  let isReporting = false;

  const report = async () => {
    isReporting = true;
    const files = [...changed];
    changed.clear();
    await onChange(files).catch(onError);
    isReporting = false;
    if (changed.size > 0) schedule();
  };
  const schedule = () => {
    if (isReporting) return;
    clearTimeout(timer);
    const wait = Math.max(0, Math.min(STILL_MS, firstAt + AT_LEAST_EVERY_MS - performance.now()));
    timer = setTimeout(() => {
      reporting = report();
    }, wait);
  };

  const watcher = watch(directory, {
    ignoreInitial: true,
    ignored: (file) => path.basename(file).startsWith('.') && file !== directory,
  });
  watcher.on('all', (_event, file) => {
    if (changed.size === 0) firstAt = performance.now();
    changed.add(path.relative(directory, file));
    schedule();
  });
  watcher.on('error', onError);
  return {
    ready: new Promise((resolve) => watcher.once('ready', resolve)),
    async close() {
      clearTimeout(timer);
      await watcher.close();
      await reporting;
    },
  };
}
