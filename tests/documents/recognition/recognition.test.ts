import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { pipePrograms } from '../../../src/documents/recognition/pipe-programs.ts';
import { createRecognition } from '../../../src/documents/recognition/recognition.ts';
import { scriptPrograms } from './scripted-programs.ts';

const PDF = Buffer.from('%PDF');
const pictures = (...pages: number[]) => pages.map((page) => ({ page, longerSide: 842 }));

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

describe('recognition', () => {
  it('reads page after page in the order asked for, and reports how far it is', async () => {
    const { environment, calls } = await scriptPrograms({
      pages: { 2: { lines: ['Лодки сдают', 'до шести часов.'] }, 5: { lines: ['Boats'], confidence: 70 } },
    });
    const steps: string[] = [];
    const { pages, languages } = await createRecognition({ languages: null, environment }).recognise(PDF, {
      pictures: pictures(2, 5),
      onProgress: ({ done, total }) => steps.push(`${done}/${total}`),
    });
    assert.deepEqual(languages, ['rus', 'eng']);
    assert.deepEqual(
      pages.map(({ page, words }) => [
        page,
        words?.map(({ text, line, confidence }) => `${text} ${line} ${confidence}`),
      ]),
      [
        [2, ['Лодки 1 95', 'сдают 1 95', 'до 2 95', 'шести 2 95', 'часов. 2 95']],
        [5, ['Boats 1 70']],
      ],
    );
    // 200 pixels at 300 dots per inch.
    assert.equal(pages[0]!.words![0]!.left, 48);
    assert.deepEqual(
      calls().map(({ page, language, way }) => [page, language, way]),
      [
        [2, 'rus+eng', '3'],
        [5, 'rus+eng', '3'],
        [5, 'rus+eng', '1'],
      ],
    );
    assert.deepEqual(steps, ['0/2', '1/2', '2/2']);
  });

  it('reads a page whose words are doubtful in any direction, and keeps the surer words', async () => {
    const { environment } = await scriptPrograms({
      pages: {
        1: { lines: ['вголон'], confidence: 30, turned: { lines: ['Весло'] } },
        2: { lines: ['Лодка'], confidence: 70, turned: { lines: ['вголон'], confidence: 20 } },
        3: { lines: ['Парус'], confidence: 70, turned: { lines: [] } },
        4: { lines: ['Якорь'], confidence: 70, turned: 'fails' },
      },
    });
    const { pages } = await createRecognition({ languages: null, environment }).recognise(PDF, {
      pictures: pictures(1, 2, 3, 4),
    });
    assert.deepEqual(
      pages.map(({ words }) => words?.map(({ text }) => text)),
      [['Весло'], ['Лодка'], ['Парус'], ['Якорь']],
    );
  });

  it('gives up a page that fails, hangs or floods, ends its programs, and goes on', async () => {
    const { environment } = await scriptPrograms({ pages: { 1: 'fails', 2: { lines: ['Весло'] }, 3: 'floods' } });
    const { pages } = await createRecognition({ languages: null, environment }).recognise(PDF, {
      pictures: pictures(1, 2, 3),
    });
    assert.deepEqual(
      pages.map(({ words }) => words?.length ?? null),
      [null, 1, null],
    );
  });

  it('gives up a page that takes too long, and leaves no program behind', async () => {
    const { environment, calls } = await scriptPrograms({ pages: { 1: 'hangs' } });
    const recognition = createRecognition({ languages: null, environment, limits: { pageMs: 3000 } });
    const { pages } = await recognition.recognise(PDF, { pictures: pictures(1) });
    assert.deepEqual(pages, [{ page: 1, words: null }]);
    for (const { pid } of calls()) assert.ok(!isRunning(pid), `process ${pid} still runs`);
  });

  it('gives up the rest of a document that takes too long', async () => {
    const { environment } = await scriptPrograms({ pages: { 1: { lines: ['Весло'] } } });
    const recognition = createRecognition({ languages: null, environment, limits: { documentMs: 0 } });
    await recognition.state();
    const { pages } = await recognition.recognise(PDF, { pictures: pictures(1, 2) });
    assert.deepEqual(
      pages.map(({ words }) => words),
      [null, null],
    );
  });

  it('recognises pages within the time of the document, where that is less than the time of a page', async () => {
    const { environment } = await scriptPrograms({ pages: { 1: { lines: ['Весло'] } } });
    const limits = { pageMs: 600_000, documentMs: 500_000 };
    const recognition = createRecognition({ languages: null, environment, limits });
    const { pages } = await recognition.recognise(PDF, { pictures: pictures(1) });
    assert.equal(pages[0]!.words?.length, 1);
  });

  it('recognises no page of a file twice', async () => {
    const { environment, calls } = await scriptPrograms({ pages: { 1: { lines: ['Весло'] } } });
    const recognition = createRecognition({ languages: null, environment });
    const first = await recognition.recognise(PDF, { pictures: pictures(1) });
    assert.deepEqual(await recognition.recognise(PDF, { pictures: pictures(1) }), first);
    assert.equal(calls().length, 1);
    await recognition.recognise(Buffer.from('%PDF another'), { pictures: pictures(1) });
    assert.equal(calls().length, 2);
  });

  it('shows the programs nothing of the environment but what it was given', async () => {
    const { environment, calls } = await scriptPrograms({ pages: { 1: { lines: ['Весло'] } } });
    process.env.ADMIN_TOKEN = 'secret';
    try {
      await createRecognition({ languages: null, environment }).recognise(PDF, { pictures: pictures(1) });
    } finally {
      delete process.env.ADMIN_TOKEN;
    }
    assert.equal(calls()[0]!.secret, '');
  });
});

describe('what recognition needs', () => {
  const stateOf = async (script: Parameters<typeof scriptPrograms>[0], languages: string[] | null = null) => {
    const { environment } = await scriptPrograms(script);
    const recognition = createRecognition({ languages, environment });
    const state = await recognition.state();
    return {
      fingerprint: await recognition.fingerprint(),
      missing: state.isReady ? null : `${state.missing}; ${state.advice}`,
    };
  };

  it('is found with its version and languages, which name how pages were read', async () => {
    assert.deepEqual(await stateOf({}), { fingerprint: 'tesseract 5.3.0 rus+eng', missing: null });
    assert.deepEqual(await stateOf({ languages: ['eng'] }), { fingerprint: 'tesseract 5.3.0 eng', missing: null });
    assert.deepEqual(await stateOf({ languages: ['deu', 'eng', 'rus'] }, ['deu', 'eng']), {
      fingerprint: 'tesseract 5.3.0 deu+eng',
      missing: null,
    });
  });

  it('is named when it is missing', async () => {
    const { fingerprint, missing } = await stateOf({ lacking: ['tesseract'] });
    assert.equal(fingerprint, '');
    assert.match(missing!, /^tesseract cannot be run \(.+\); install tesseract-ocr and poppler-utils$/);
    assert.match(
      (await stateOf({ lacking: ['pdftoppm'] })).missing!,
      /^pdftoppm cannot be run .+; install poppler-utils$/,
    );
    assert.match((await stateOf({ languages: ['osd'] })).missing!, /^tesseract lacks the language rus, eng; /);
    // Tesseract itself goes on with the languages that it has.
    assert.match(
      (await stateOf({}, ['rus', 'deu'])).missing!,
      /^tesseract lacks the language deu; install .+OCR_LANGUAGES$/,
    );
  });
});

describe('programs in a pipe', () => {
  const node = (code: string) => [process.execPath, '-e', code] as const;
  const options = { environment: {}, timeoutMs: 20_000, maxOutputBytes: 1000 };

  it('hand their output on', async () => {
    const upper = node('process.stdin.on("data", (text) => process.stdout.write(String(text).toUpperCase()))');
    const wrapped = node(
      'process.stdout.write("<"); process.stdin.on("data", (text) => process.stdout.write(text)).on("end", () => process.stdout.write(">"))',
    );
    assert.equal(await pipePrograms([upper, wrapped], { ...options, input: Buffer.from('весло') }), '<ВЕСЛО>');
  });

  it('fail with the words of the one that failed', async () => {
    const failing = node('process.stderr.write("no such page"); process.exit(3)');
    const waiting = node('setInterval(() => {}, 1e6)');
    await assert.rejects(pipePrograms([failing, waiting], options), /ended with exit code 3: no such page/);
  });

  it('end when they are no longer wanted', async () => {
    const ending = new AbortController();
    const work = pipePrograms([node('setInterval(() => {}, 1e6)')], { ...options, signal: ending.signal });
    ending.abort(new Error('not wanted'));
    await assert.rejects(work, /not wanted/);
  });
});
