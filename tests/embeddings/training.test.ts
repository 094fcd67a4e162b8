import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { assertAbove } from '../support/assertions.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { temporaryDirectory, writeFiles } from '../support/temporary-directory.ts';
import { openEmbedder } from '../support/tiny-model.ts';

/** Debian's Python, which has the packages of the recipe; another one first in the path need not. */
const PYTHON = '/usr/bin/python3';
const RECIPE = fileURLToPath(new URL('../../embeddings/training', import.meta.url));
const PACKAGES = ['numpy', 'numba', 'sentencepiece', 'onnx', 'Stemmer'];
const hasPackages = spawnSync(PYTHON, ['-c', PACKAGES.map((name) => `import ${name}`).join('\n')]).status === 0;
const skip = !hasPackages && process.env.REQUIRE_TRAINING === undefined && `no Python with ${PACKAGES.join(', ')}`;

const SUBJECTS = [
  ['чай', 'tea'],
  ['мост', 'bridge'],
  ['налог', 'tax'],
  ['школа', 'school'],
  ['договор', 'treaty'],
  ['река', 'river'],
] as const;

/** A corpus of six subjects, each spoken of in its own words: small, but with every kind of file. */
function corpus(): Record<string, string> {
  const random = seededRandom(1);
  const word = (subject: number) => `${SUBJECTS[subject]![0]}${'абвгде'[Math.floor(random() * 6)]}`;
  const line = (subject: number, length: number) => Array.from({ length }, () => word(subject)).join(' ');
  const lines = (count: number, write: (subject: number) => string) =>
    Array.from({ length: count }, (_, row) => write(row % SUBJECTS.length)).join('\n');
  const english = (subject: number) => `${SUBJECTS[subject]![1]} and more of the ${SUBJECTS[subject]![1]}`;
  return {
    'ru_codes/text.txt': lines(300, (subject) => line(subject, 30)),
    'ru_codes/pairs.tsv': lines(120, (subject) => `${line(subject, 3)}\t${line(subject, 20)}`),
    'php_manual/text.txt': lines(60, (subject) => line(subject, 25)),
    'php_manual/ru.txt': lines(120, (subject) => line(subject, 6)),
    'php_manual/en.txt': lines(120, english),
    'ruslit_prose/text.txt': lines(60, (subject) => line(subject, 25)),
    'tatoeba_ru/text.txt': lines(60, (subject) => line(subject, 20)),
    'ms_cloud_adoption/slug_ru.txt': lines(60, (subject) => line(subject, 4)),
    'ms_cloud_adoption/slug_en.txt': lines(60, english),
    'koziev_paraphrase/pairs.tsv': lines(60, (subject) => `${line(subject, 6)}\t${line(subject, 6)}`),
    'dict_wiktionary_en_ru/dict.tsv': SUBJECTS.map(([russian, englishWord]) => `${englishWord}\t${russian}`).join('\n'),
    'dict_synonyms_abramov/dict.tsv': 'чай\tчаек\nмост\tмостик\nрека\tречка',
  };
}

describe('the recipe of the built-in model', { skip }, () => {
  const directory = writeFiles(
    temporaryDirectory(),
    Object.fromEntries(Object.entries(corpus()).map(([name, text]) => [`corpus/${name}`, `${text}\n`])),
  );
  const run = (script: string, ...parameters: string[]) =>
    execFileSync(PYTHON, [`${RECIPE}/${script}`, ...parameters], { cwd: directory, encoding: 'utf8', stdio: 'pipe' });
  const train = (steps: number) =>
    run('train.py', 'work', 'run', '--set', `steps=${steps}`, 'dimensions=16', 'batch=64', 'warmup=5');

  before(() => {
    run('prepare.py', 'corpus', 'work', '--vocabulary', '80');
    train(60);
    run('export.py', 'work', 'run', 'model');
  });

  it('makes a model that the product loads, and that learnt which texts belong together', async () => {
    const embedder = openEmbedder({ model: `${directory}/model`, offline: true });
    assert.equal((await embedder.model()).dimensions, 16);
    const [question, right, wrong] = await embedder.embed(['налога налогб', 'Налогв, налогг…', 'рекав рекаг'], 'query');
    const cosine = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, index) => sum + value * b[index]!, 0);
    assertAbove(cosine(question!, right!), cosine(question!, wrong!) + 0.3);
  });

  it('gives the product exactly the vectors that were trained and measured', async () => {
    const texts = ['Налога: «налогб» — налога, НАЛОГА!', 'tea & the Bridge, 10,5 % №5', 'ёлка_рекав…'];
    const embedder = openEmbedder({ model: `${directory}/model`, offline: true });
    const trained = JSON.parse(run('evaluate.py', 'run/table.npy', 'work', '--embed', ...texts)) as number[][];
    for (const [index, vector] of (await embedder.embed(texts, 'query')).entries()) {
      const farthest = Math.max(...vector.map((value, at) => Math.abs(value - trained[index]![at]!)));
      assert.ok(farthest < 1e-5, `${texts[index]}: ${farthest}`);
    }
  });

  it('resumes where it was stopped, and repeats no step', () => {
    assert.match(train(90), /Going on after step 60\n +90 of 90 steps/);
    assert.doesNotMatch(run('prepare.py', 'corpus', 'work', '--vocabulary', '80'), /vocabulary\n|glosses:|restated:/);
  });

  it('names a task without text and an unknown setting', () => {
    const failureOf = (setting: string) => {
      const { status, stderr } = spawnSync(PYTHON, [`${RECIPE}/train.py`, 'work', 'other', '--set', setting], {
        cwd: directory,
        encoding: 'utf8',
      });
      assert.equal(status, 1);
      return stderr;
    };
    assert.match(failureOf('tasks={"rhyme":1}'), /^Cannot train the task "rhyme": there is no text for it in "work"/);
    assert.match(failureOf('dimension=16'), /^Cannot set dimension: the settings are seed, dimensions/);
  });
});
