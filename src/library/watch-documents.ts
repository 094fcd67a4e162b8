import { watchFolders } from './watch-folders.ts';

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
 * Watches the documents folder and the folders that are linked there, as they are read.
 *
 * @param onChange Called with the files that came, changed or went, by their path in the folder; with null when another folder is linked, so that any file
 * may be another. Not again before what it gives is done.
 * @param onError Called when the folder cannot be watched, such as when the system has no more watches.
 */
export function watchDocuments(
  directory: string,
  { onChange, onError }: { onChange: (files: string[] | null) => Promise<void>; onError: (error: unknown) => void },
): Watching {
  const changed = new Set<string>();
  let firstAt = 0;
  let timer: NodeJS.Timeout | undefined;
  let reporting: Promise<void> = Promise.resolve();
  let isReporting = false;

  const watcher = watchFolders(directory, {
    onChange(file) {
      if (changed.size === 0) firstAt = performance.now();
      changed.add(file);
      schedule();
    },
    onError,
  });
  const report = async () => {
    isReporting = true;
    const files = [...changed];
    changed.clear();
    try {
      const haveLinksChanged = (await Promise.all(files.map(watcher.isOfLink))).includes(true);
      if (haveLinksChanged) await watcher.refresh();
      const paths = files.flatMap(watcher.pathsOf);
      if (haveLinksChanged || paths.length > 0) await onChange(haveLinksChanged ? null : paths);
    } catch (error) {
      onError(error);
    }
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

  return {
    ready: watcher.refresh(),
    async close() {
      clearTimeout(timer);
      await watcher.close();
      await reporting;
    },
  };
}
