import { stat } from 'node:fs/promises';
import path from 'node:path';
import { isRecognisable, readingDependsOn } from '../documents/read-documents.ts';
import type { Recognition } from '../documents/recognition/recognition.ts';
import { sidecarPathOf } from '../documents/sidecar.ts';

/** A file changed so recently may change again without looking any different. */
const RECENT_MS = 2000;
/** Files looked at at once. */
const AT_ONCE = 64;

/**
 * What files look like from outside: size, times and place on the disk, of each one and its sidecar. It changes whenever one of them does, and of
 * those that are converted, or whose pages may be recognised, with how that is done.
 */
export async function fingerprintFiles(
  directory: string,
  files: readonly string[],
  recognition: Pick<Recognition, 'fingerprint'> | null,
): Promise<Map<string, string>> {
  const fingerprints = new Map<string, string>();
  for (let from = 0; from < files.length; from += AT_ONCE) {
    const some = files.slice(from, from + AT_ONCE);
    const found = await Promise.all(some.map((file) => fingerprintFile(directory, file)));
    for (const [index, file] of some.entries()) {
      const recognised = recognition && isRecognisable(file) ? await recognition.fingerprint() : '';
      fingerprints.set(file, recognised === '' ? found[index]! : `${found[index]} ${recognised}`);
    }
  }
  return fingerprints;
}

async function fingerprintFile(directory: string, file: string): Promise<string> {
  const whole = path.join(directory, file);
  const seen = `${await look(whole)} ${await look(sidecarPathOf(whole))}`;
  const program = await readingDependsOn(file);
  return program === '' ? seen : `${seen} ${program}`;
}

/**
 * The time of the last change is the system's own: it differs after any change, also when the clock was set back or a program restored the other
 * times. A recent one says so, and fits nothing: the file is read again next time.
 */
async function look(file: string): Promise<string> {
  const found = await stat(file, { bigint: true }).catch(() => null);
  if (found === null) return '-';
  const isRecent = Math.abs(Date.now() - Number(found.ctimeMs)) < RECENT_MS || Number(found.ctimeMs) > Date.now();
  return [found.ino, found.size, found.mtimeNs, found.ctimeNs, ...(isRecent ? [`recent ${Date.now()}`] : [])].join(':');
}
