import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readDocumentFile } from '../../../src/documents/read-documents.ts';
import { PilcrowError } from '../../../src/errors.ts';
import { temporaryDirectory, writeFiles } from '../../support/temporary-directory.ts';
import { type DamagedFile, damageSamples, hostileFiles } from './make-damaged.ts';

/** `SEED=7 npx tsx --test tests/documents/damaged/damaged-files.test.ts` damages them otherwise. */
const SEED = Number(process.env.SEED ?? 1);
const DAMAGED = 270;
/** Of the processor: a file is given up after ten seconds, while memory is tidied up beside it. */
const MAX_CPU_MS = 20_000;
/** More than one file may take, because what is free is not given back at once. */
const MAX_GROWTH_MB = 1500;

/** Reads a file: what came of it, or why nothing did. */
async function attempt({ name, bytes }: DamagedFile): Promise<string> {
  const directory = writeFiles(temporaryDirectory(), { [name]: bytes });
  const before = process.cpuUsage();
  try {
    const { text, paragraphs } = await readDocumentFile(directory, name, { maxBytes: 50_000_000 });
    for (const { start, end } of paragraphs) assert.ok(start < end && end <= text.length, name);
    return 'read';
  } catch (error) {
    assert.ok(error instanceof PilcrowError, `${name}: ${error}`);
    assert.equal(error.code, 'DOCUMENT_UNREADABLE');
    assert.ok(error.message.startsWith(`Cannot read "${name}": `), error.message);
    assert.match(error.message, /; |remove it$/, `says what to do: ${error.message}`);
    return error.message;
  } finally {
    const { user, system } = process.cpuUsage(before);
    assert.ok((user + system) / 1000 < MAX_CPU_MS, `${name} takes too long`);
  }
}

describe('damaged and hostile files', () => {
  const memoryAtStart = process.memoryUsage.rss();
  const assertBounded = () =>
    assert.ok((process.memoryUsage.rss() - memoryAtStart) / 1e6 < MAX_GROWTH_MB, 'memory is bounded');

  it(`give a document or an error message: ${DAMAGED} damaged ones (seed ${SEED})`, async () => {
    let read = 0;
    for (const file of damageSamples(DAMAGED, SEED)) {
      if ((await attempt(file)) === 'read') read += 1;
      assertBounded();
    }
    assert.ok(read > 0 && read < DAMAGED, `${read} were read`);
  });

  it('give a document or an error message: 30 hostile ones', async () => {
    const files = await hostileFiles();
    assert.ok(files.length >= 30, `${files.length} files`);
    for (const file of files) {
      await attempt(file);
      assertBounded();
    }
  });

  it('do not prevent the next file from being read', async () => {
    assert.equal(await attempt({ name: 'a.html', bytes: Buffer.from('<p>Сад открыт.</p>') }), 'read');
  });
});
