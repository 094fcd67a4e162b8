import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after } from 'node:test';
import { temporaryDirectory } from '../support/temporary-directory.ts';

/** Why this process cannot mount anything, or false when it can: for `skip`. */
export function whyNoMounts(): string | false {
  if (process.platform !== 'linux') return 'mounting needs Linux';
  if (process.getuid?.() !== 0) return 'mounting needs root';
  const directory = temporaryDirectory();
  const { status, stderr } = run('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', directory]);
  if (status !== 0) return `mounting is not allowed: ${stderr.trim()}`;
  run('umount', [directory]);
  return false;
}

/** A folder on a disk of its own, of so many bytes. */
export function smallDisk(bytes: number): string {
  return mounted(['-t', 'tmpfs', '-o', `size=${bytes}`, 'tmpfs']);
}

/** The same folder under another path, where no user can write to it, not even root. */
export function readOnlyView(directory: string): string {
  return mounted(['--bind', '-o', 'ro', directory]);
}

/** Mounts over a new folder until the test is over. Never removes what is below it, which may belong to others. */
function mounted(options: string[]): string {
  const place = mkdtempSync(path.join(tmpdir(), 'pilcrow-mount-'));
  const { status, stderr } = run('mount', [...options, place]);
  if (status !== 0) throw new Error(`mount failed: ${stderr}`);
  after(() => {
    run('umount', ['--lazy', place]);
    rmdirSync(place);
  });
  return place;
}

function run(command: string, options: string[]) {
  return spawnSync(command, options, { encoding: 'utf8' });
}
