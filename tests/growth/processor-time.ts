import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Of the kernel's figures, whatever its own clock. */
const TICKS_PER_SECOND = 100;
/** Fields of /proc/PID/stat behind the name of the program, which may hold blanks. */
const USER_TIME = 11;
const SYSTEM_TIME = 12;

/** Processor time that a process has used, in ms; null when it has ended. From /proc on Linux, from `ps` elsewhere. */
export function processorTimeOf(pid: number): number | null {
  try {
    if (process.platform !== 'linux')
      return readClock(execFileSync('ps', ['-o', 'time=', '-p', String(pid)], { encoding: 'utf8' }));
    const fields = readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ').at(-1)!.split(' ');
    return ((Number(fields[USER_TIME]) + Number(fields[SYSTEM_TIME])) * 1000) / TICKS_PER_SECOND;
  } catch {
    return null; // it has ended
  }
}

/** "1-02:03:04", "03:04.05" in ms. */
export function readClock(shown: string): number {
  const [days, clock] = shown.includes('-') ? shown.trim().split('-', 2) : ['0', shown.trim()];
  const seconds = clock!.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
  return (Number(days) * 86_400 + seconds) * 1000;
}
