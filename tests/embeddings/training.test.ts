import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, readFileSync, rmSync } from 'node:fs';
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
    'tatoeba_en_de/de.txt': lines(60, (subject) => `Brücke ${SUBJECTS[subject]![1]}en`),
    'tatoeba_en_de/en.txt': lines(60, english),
    'ruslit_prose/text.txt': lines(60, (subject) => line(subject, 25)),
    'tatoeba_ru/text.txt': lines(60, (subject) => line(subject, 20)),
    'ms_cloud_adoption/slug_ru.txt': lines(60, (subject) => line(subject, 4)),
    'ms_cloud_adoption/slug_en.txt': lines(60, english),
    'koziev_paraphrase/pairs.tsv': lines(60, (subject) => `${line(subject, 6)}\t${line(subject, 6)}`),
    'dict_wiktionary_en_ru/dict.tsv': SUBJECTS.map(([russian, englishWord]) => `${englishWord}\t${russian}`).join('\n'),
    'dict_synonyms_abramov/dict.tsv': 'чай\tчаек\nмост\tмостик\nрека\tречка',
    'wordnet/pairs.tsv': lines(
      60,
      (subject) => `${SUBJECTS[subject]![1]}\twhat is said of the ${SUBJECTS[subject]![1]}`,
    ),
  };
}

/** What the recipe takes from packages, each of a few lines: frequent words, and a teacher that has a direction for each first letter. */
const TINY_PACKAGES = {
  'packages/tiny_words.py': `
WORDS = {'de': ['brücke', 'steuer', 'schule'], 'uk': ['мостаб', 'річка']}
iter_wordlist = WORDS.get
def word_frequency(word, language):
    return 0.001 / (1 + WORDS[language].index(word))
`,
  'packages/tiny_teacher.py': `
import numpy as np
def encode(texts):
    print('taught', len(texts))
    return [np.random.default_rng([ord(letter) for letter in text.lower()[:1]]).normal(size=16) for text in texts]
`,
};

/** Four tokens of four numbers as version 1 stored them: -1, 0, 1 and 2 (8 stands for 0), times a scale of each token. */
const WRITE_VERSION_1 = `
import numpy as np, onnx, os
from onnx import helper, numpy_helper
os.makedirs('version1/onnx')
constants = {'codes': np.array([[0x79, 0x8a]] * 4, np.uint8), 'scale': np.array([[.5], [.5], [1], [1]], np.float32)}
graph = helper.make_graph([], 'table', [], [], [numpy_helper.from_array(value, name) for name, value in constants.items()])
onnx.save(helper.make_model(graph), 'version1/onnx/model_quantized.onnx')
`;

/** Of unit vectors. */
const cosine = (a: number[], b: number[]) => a.reduce((sum, value, index) => sum + value * b[index]!, 0);

describe('the recipe of the built-in model', { skip }, () => {
  const directory = writeFiles(temporaryDirectory(), {
    ...Object.fromEntries(Object.entries(corpus()).map(([name, text]) => [`corpus/${name}`, `${text}\n`])),
    ...TINY_PACKAGES,
  });
  const run = (script: string, ...parameters: string[]) =>
    execFileSync(PYTHON, [`${RECIPE}/${script}`, ...parameters], {
      cwd: directory,
      encoding: 'utf8',
      stdio: 'pipe',
      env: { ...process.env, PYTHONPATH: `${directory}/packages` },
    });
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
    assertAbove(
      cosine(Array.from(question!), Array.from(right!)),
      cosine(Array.from(question!), Array.from(wrong!)) + 0.3,
    );
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

  describe('going on with a teacher', () => {
    const further = (script: string, ...parameters: string[]) => run(script, 'work', ...parameters).split('\n');
    const teach = () => run('teacher.py', 'further', '--package', 'tiny_teacher');
    const trainOn = (steps: number) => {
      const settings = [`steps=${steps}`, 'dimensions=12', 'batch=64', 'warmup=5'];
      return run(
        'train.py',
        'further',
        'run3',
        '--stage',
        'third',
        '--start',
        'composed/table.npy',
        '--set',
        ...settings,
      );
    };

    before(() => {
      copyFileSync(`${directory}/run/table.npy`, `${directory}/work/table.npy`);
      further('extend.py', 'further', '--package', 'tiny_words', '--words', 'de=3', 'uk=2');
      teach();
      run('compose.py', 'further', 'composed', '--dimensions', '12');
      run('prepare.py', 'corpus', 'further', '--lines', '40');
      trainOn(20);
      run('export.py', 'further', 'run3', 'model3');
    });

    it('adds the frequent words that were in pieces, each as the sum of these', () => {
      const tokens = readFileSync(`${directory}/further/tokenizer.vocab`, 'utf8');
      for (const word of ['brücke', 'steuer', 'schule', 'мостаб', 'річка'])
        assert.match(tokens, new RegExp(`^▁${word}\t-`, 'm'));
      const embedded = (table: string, work: string) =>
        JSON.parse(run('evaluate.py', table, work, '--embed', 'мостаб')) as number[][];
      const [whole, pieces] = [embedded('further/start.npy', 'further'), embedded('work/table.npy', 'work')];
      assertAbove(cosine(whole[0]!, pieces[0]!), 0.95);
    });

    it('sets what the teacher makes of a word beside the table', () => {
      const alike = (weight: number) => {
        run('compose.py', 'further', 'weighed', '--dimensions', '12', '--weight', String(weight));
        const [one, other] = JSON.parse(
          run('evaluate.py', 'weighed/table.npy', 'further', '--embed', 'steuer', 'schule'),
        );
        return cosine(one as number[], other as number[]);
      };
      // The tiny teacher gives words with the same first letter the same vector.
      assertAbove(alike(10), Math.max(0.8, alike(0.1)));
    });

    it('asks the teacher for each token once, however often it is stopped', () => {
      assert.equal(teach(), '');
      rmSync(`${directory}/further/teacher/000000.npy`);
      assert.match(teach(), /^taught \d+\ntaught \d+\n +(\d+) of \1 tokens\n$/);
    });

    it('resumes the third stage where it was stopped', () => {
      assert.match(trainOn(30), /Going on after step 20\n +30 of 30 steps/);
    });

    it('reads back the vocabulary and the table of version 1', () => {
      writeFiles(directory, {
        'version1/tokenizer.json': JSON.stringify({
          model: {
            vocab: [
              ['<pad>', 0],
              ['<unk>', 0],
              ['▁чай', -2.5],
              ['а', -3],
            ],
          },
        }),
      });
      execFileSync(PYTHON, ['-c', WRITE_VERSION_1], { cwd: directory });
      assert.equal(run('reopen.py', 'version1', 'before'), '4 tokens of 4 numbers\n');
      const read =
        "import numpy as np, sentencepiece as s; print(np.load('before/table.npy').tolist(), s.SentencePieceProcessor(model_file='before/tokenizer.model').encode('чай а'))";
      const printed = execFileSync(PYTHON, ['-c', read], { cwd: directory, encoding: 'utf8' });
      assert.equal(
        printed,
        '[[-0.5, 0.0, 0.5, 1.0], [-0.5, 0.0, 0.5, 1.0], [-1.0, 0.0, 1.0, 2.0], [-1.0, 0.0, 1.0, 2.0]] [2, 1, 3]\n',
      );
    });

    it('names a folder that is no model of version 1, and a width that cannot be stored', () => {
      const failureOf = (script: string, ...parameters: string[]) =>
        spawnSync(PYTHON, [`${RECIPE}/${script}`, ...parameters], { cwd: directory, encoding: 'utf8' }).stderr;
      assert.match(
        failureOf('reopen.py', 'model', 'before'),
        /^Cannot read "model\/onnx\/model_quantized.onnx": it is no model of version 1; take/,
      );
      run('compose.py', 'further', 'narrow', '--dimensions', '10');
      assert.match(
        failureOf('export.py', 'further', 'narrow', 'model4'),
        /^Cannot store 10 numbers a token: 4 share a code/,
      );
    });
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
