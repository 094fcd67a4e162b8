import assert from 'node:assert/strict';
import { chmodSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { convertDoc } from '../../../src/documents/formats/doc/convert-doc.ts';
import { findConverter } from '../../../src/documents/formats/doc/find-converter.ts';
import { readDoc } from '../../../src/documents/formats/doc/read-doc.ts';
import { temporaryDirectory, writeFiles } from '../../support/temporary-directory.ts';
import { readBytes, readSample, refusalOf, sampleBytes, tableLines } from './read-format.ts';

/** Only what is converted here is in it. */
process.env.TMPDIR = temporaryDirectory();

const SAMPLE = 'statute.libreoffice.doc';
const bytes = sampleBytes(SAMPLE);
const installed = await findConverter();

/** A folder with a program: a script. */
function programs(scripts: Record<string, string>): string {
  const folder = writeFiles(temporaryDirectory(), scripts);
  for (const name of Object.keys(scripts)) chmodSync(path.join(folder, name), 0o755);
  return folder;
}
const leftovers = () => readdirSync(tmpdir()).filter((name) => name.startsWith('pilcrow-doc-'));

describe('readDoc', () => {
  it('reads a file of old Word with LibreOffice as the same DOCX', { skip: skipWithout('LibreOffice') }, async () => {
    const document = await readSample(SAMPLE);
    assert.equal(document.title, 'Устав гребного клуба');
    assert.match(
      document.text,
      /## I\.1 Цели\n\nКлуб учит грести и плавать\[1\] на площади 40 м²\.\n\n\[1\] С восьми лет\./,
    );
    assert.deepEqual(tableLines(document).slice(1), [
      'Взрослый | 200 ₽ | 2 000 ₽',
      'Взрослый | 250 ₽ | 2 500 ₽',
      'Льготник | бесплатно | ',
    ]);
    assert.deepEqual(sampleBytes(SAMPLE), bytes);
    assert.match(
      await refusalOf('a.doc', bytes.slice(0, 5000)),
      /LibreOffice could not convert it .+; save it as \.docx/,
    );
    assert.deepEqual(leftovers(), []);
  });

  it('takes the text of antiword where there is no LibreOffice', async () => {
    const folder = programs({
      antiword: '#!/bin/sh\necho "Клуб учит грести."\necho\ncmp file.doc "$5" && echo "$@"\n',
    });
    const { text } = await readDoc(bytes, { folders: [folder] });
    assert.equal(text.trim(), 'Клуб учит грести.\n\n-w 0 -m UTF-8.txt file.doc');
  });

  it('says what to install, or what the program says', async () => {
    await assert.rejects(readDoc(bytes, { folders: [temporaryDirectory()] }), {
      code: 'DOCUMENT_UNREADABLE',
      message:
        /^the old format \.doc needs a program that converts it; save it as \.docx, or install LibreOffice or antiword$/,
    });
    const folder = programs({ soffice: '#!/bin/sh\necho "no disk" >&2\nexit 3\n' });
    await assert.rejects(readDoc(bytes, { folders: [folder] }), {
      message: /^LibreOffice could not convert it \(it ended with code 3: no disk\); save it as \.docx/,
    });
    const nothing = programs({ soffice: '#!/bin/sh\nexit 0\n' });
    await assert.rejects(readDoc(bytes, { folders: [nothing] }), {
      message:
        /^LibreOffice could not convert it \(it made nothing of the file, which may be damaged\); save it as \.docx/,
    });
  });

  it('knows files of other formats with its extension', async () => {
    assert.equal((await readBytes('a.doc', '{\\rtf1\\ansi Open daily.}')).text, 'Open daily.');
    assert.match((await readBytes('b.doc', sampleBytes('garden.en.docx'))).text, /garden/);
    assert.match(await refusalOf('c.doc', 'Open daily.'), /it is no file of Word; save it as \.docx/);
  });
});

describe('convertDoc', () => {
  it('ends a program that takes too long, with all that it started, and leaves nothing behind', async () => {
    const log = path.join(temporaryDirectory(), 'log');
    const script = `#!/bin/sh\n(while true; do echo x >> ${log}; sleep 0.05; done) &\nwait\n`;
    const folder = programs({ soffice: script });
    const converter = (await findConverter([folder]))!;
    await assert.rejects(convertDoc(bytes, converter, { timeoutMs: 400 }), /it took longer than 0 seconds/);
    assert.ok(existsSync(log), 'it was started');
    const { length } = readFileSync(log);
    await wait(300);
    assert.equal(readFileSync(log).length, length);
    assert.deepEqual(leftovers(), []);
  });

  it('shows programs nothing of the environment but where they are and where to write', async () => {
    process.env.SECRET_OF_TEST = 'secret';
    const folder = programs({ antiword: '#!/bin/sh\nenv\n' });
    const { bytes: shown } = await convertDoc(bytes, (await findConverter([folder]))!);
    const names = Buffer.from(shown)
      .toString()
      .split('\n')
      .map((line) => line.split('=')[0]!);
    assert.deepEqual(names.filter((name) => !/^(?:PWD|OLDPWD|SHLVL|_)?$/.test(name)).sort(), [
      'HOME',
      'LC_ALL',
      'PATH',
      'TMPDIR',
    ]);
  });
});

function skipWithout(kind: string): string | false {
  return installed?.kind === kind ? false : `${kind} is not installed`;
}
