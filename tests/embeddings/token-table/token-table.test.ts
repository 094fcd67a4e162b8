import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, it } from 'node:test';
import { PROJECT_DIRECTORY } from '../../../src/config/config.ts';
import { cosineOf } from '../../../src/embeddings/cosine.ts';
import { createTokenTableEmbedder } from '../../../src/embeddings/token-table/token-table-embedder.ts';
import { assertAbove, assertClose } from '../../support/assertions.ts';
import { temporaryDirectory, writeFiles } from '../../support/temporary-directory.ts';
import { openBuiltInEmbedder, openEmbedder, tinyModelFiles } from '../../support/tiny-model.ts';

const ODD_TEXTS = [
  '',
  ' \n\t ',
  '😀 emoji 😀😀',
  'ёлка Ёлка ЕЛКА ﬁne ½ ²',
  'cafe\u0301 café CAFÉ',
  '𝒳𝒴 漢字 かな 한국어 ไทย العربية हिन्दी',
  '100% $5 €7 ₽9 C++ #1 user@example.org',
  'а'.repeat(3000),
  'слово за слово '.repeat(700),
  'Непереводимоедлинноесловоизмногихчастей supercalifragilisticexpialidocious',
  '\ud83d broken \udc00 surrogates',
  '12345678901234567890 3,14 2024-11-28',
];

describe('the built-in model, read as a table', () => {
  const table = openBuiltInEmbedder();
  const library = openEmbedder({});

  it('gives the vectors that Transformers.js gives, and knows the same words', async () => {
    const files = ['documents/csto-declaration-2024.txt', 'README.md', 'embeddings/calibration/backup-guide.txt'];
    const read = await Promise.all(files.map((file) => readFile(path.join(PROJECT_DIRECTORY, file), 'utf8')));
    const texts = [...ODD_TEXTS, ...read.flatMap((text) => text.split(/\n+/))];
    const [ours, theirs] = await Promise.all([table.embed(texts, 'passage'), library.embed(texts, 'passage')]);
    for (const [index, text] of texts.entries()) {
      const isEmpty = theirs[index]!.every((value) => value === 0);
      assert.equal(
        ours[index]!.every((value) => value === 0),
        isEmpty,
        text,
      );
      if (!isEmpty) assertAbove(cosineOf(ours[index]!, theirs[index]!), 1 - 1e-5);
    }
    const [shares, expected] = await Promise.all([table.knownShares(texts), library.knownShares(texts)]);
    for (const [index, share] of shares.entries()) assertClose(share, expected[index]!, 1e-6);
  });

  it('has the same key, so that an index that Transformers.js made is used as it is', async () => {
    assert.deepEqual(await table.model(), { ...(await library.model()), name: (await table.model()).name });
  });

  it('lets others have their turn while many texts are embedded', async () => {
    let turns = 0;
    const counting = setInterval(() => {
      turns += 1;
    }, 1);
    await table.embed(Array(4000).fill('слово за слово '.repeat(300)), 'passage');
    clearInterval(counting);
    assertAbove(turns, 1);
  });
});

describe('a folder that has no table of tokens', () => {
  const messageFor = async (directory: string) => {
    const embedder = createTokenTableEmbedder(directory, 'broken');
    const error = await embedder.embed(['text'], 'query').then(
      () => assert.fail('It should not load'),
      (thrown: Error & { code?: string }) => thrown,
    );
    assert.equal(error.code, 'MODEL_UNAVAILABLE');
    return error.message;
  };

  it('is refused with what is wrong and what to do', async () => {
    const other = writeFiles(temporaryDirectory(), tinyModelFiles({ east: [1, 0] }));
    assert.match(await messageFor(other), /it is no table of token vectors; put its files back/);
    await writeFile(path.join(other, 'onnx/model_quantized.onnx'), 'no model at all');
    assert.match(await messageFor(other), /it is no ONNX file; put its files back/);
    assert.match(await messageFor(temporaryDirectory()), /ENOENT.*; put its files back/s);
  });

  it('is tried again at the next call', async () => {
    const directory = temporaryDirectory();
    const embedder = createTokenTableEmbedder(directory, 'late');
    await assert.rejects(embedder.model(), { code: 'MODEL_UNAVAILABLE' });
    const source = path.join(PROJECT_DIRECTORY, 'embeddings/model');
    const files = ['onnx/model_quantized.onnx', 'tokenizer.json'];
    writeFiles(
      directory,
      Object.fromEntries(
        await Promise.all(files.map(async (file) => [file, await readFile(path.join(source, file))] as const)),
      ),
    );
    assert.equal((await embedder.model()).dimensions, 640);
  });
});
