import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { temporaryDirectory, writeFiles } from '../support/temporary-directory.ts';
import { runPilcrow } from './run-pilcrow.ts';

describe('backup, doctor, index --rebuild and restore', { timeout: 120_000 }, () => {
  it('back up, report problems, rebuild and restore', async () => {
    const folder = temporaryDirectory();
    const [documents, index] = [path.join(folder, 'documents'), path.join(folder, 'index')];
    const settings = { DOCUMENTS_DIR: documents, INDEX_DIR: index };
    writeFiles(documents, { 'tea.txt': 'Green tea is steeped at 80 °C.\n\nIt comes from Uji.\n' });

    const early = await runPilcrow(['doctor'], settings);
    assert.equal(early.exitCode, 1);
    assert.match(early.stdout, /^problem {2}Index folder: .+ does not exist yet\n {9}run: npm run index$/m);

    assert.equal((await runPilcrow(['index'], settings)).exitCode, 0);
    const well = await runPilcrow(['doctor'], settings);
    assert.deepEqual([well.exitCode, well.stderr], [0, '']);
    assert.match(well.stdout, /^ok {7}Paragraphs: 2 in 1 documents.+\n(?:.*\n)*All is well\.\n$/m);

    const target = path.join(folder, 'backup');
    const backup = await runPilcrow(['backup', target], settings);
    assert.deepEqual([backup.exitCode, backup.stderr], [0, '']);
    assert.match(
      backup.stdout,
      /^The backup in ".+" is whole: 2 files, .+ MB\.\nIndex: 1 documents, 2 paragraphs, made with/,
    );
    assert.equal(backup.stdout.split('\n').slice(-2).join('\n'), `To go back to it: npm run restore -- ${target}\n`);

    writeFileSync(path.join(documents, 'tea.txt'), 'Something else.');
    writeFileSync(path.join(index, 'pilcrow.sqlite'), 'no database '.repeat(1000));
    const ill = await runPilcrow(['doctor', '--json'], settings);
    assert.equal(ill.exitCode, 1);
    const { findings } = JSON.parse(ill.stdout) as { findings: { check: string; run: string | null }[] };
    assert.equal(findings.find(({ check }) => check === 'Index')?.run, 'npm run index -- --rebuild');
    const refused = await runPilcrow(['index'], settings);
    assert.equal(refused.exitCode, 1);
    assert.match(refused.stderr, /run "npm run index -- --rebuild" to make it again/);
    const rebuilt = await runPilcrow(['index', '--rebuild'], settings);
    assert.equal(rebuilt.exitCode, 0);
    assert.match(rebuilt.stderr, /^The old index was moved to ".+aside-.+"/);
    assert.equal(readdirSync(index).filter((name) => name.startsWith('aside-')).length, 1);

    const restored = await runPilcrow(['restore', target], settings);
    assert.deepEqual([restored.exitCode, restored.stderr], [0, '']);
    assert.match(restored.stdout, /^Documents: 1 put back, 0 removed, 0 unchanged\nIndex: 1 documents, 2 paragraphs$/m);
    assert.match(readFileSync(path.join(documents, 'tea.txt'), 'utf8'), /^Green tea/);
    assert.equal((await runPilcrow(['doctor'], settings)).exitCode, 0);
  });
});
