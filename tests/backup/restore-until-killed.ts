import { restore } from '../../src/backup/restore.ts';

// Run by a test in a process of its own: restores, and is killed after so many steps of putting documents back.
const [documentsDirectory, indexDirectory, source, steps] = process.argv.slice(2) as [string, string, string, string];
let done = 0;
await restore({ documentsDirectory, indexDirectory }, source, {
  onProgress({ what }) {
    if (what !== 'Putting documents back' && what !== 'Putting the index back') return;
    if (done === Number(steps)) process.kill(process.pid, 'SIGKILL');
    done += 1;
  },
});
