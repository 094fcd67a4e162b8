import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { startHubServer } from '../support/hub-server.ts';
import { temporaryDirectory, writeFiles } from '../support/temporary-directory.ts';
import { openEmbedder, tinyModelFiles } from '../support/tiny-model.ts';

const MODEL = 'owner/tiny-e5-small';
const FILES = tinyModelFiles({ 'query:': [0, 0], east: [1, 0], north: [0, 1] });
const ONNX = 'onnx/model_quantized.onnx';
const POOLING = '1_Pooling/config.json';

describe('an embedder over a model of a hub', () => {
  it('downloads it once, reports the progress, and keeps it', async () => {
    const hub = await startHubServer({ ...FILES, [POOLING]: '{"pooling_mode_cls_token": true}' });
    const cacheDirectory = temporaryDirectory();
    const settings = { model: MODEL, hubUrl: hub.url, cacheDirectory };
    const progress: { loadedBytes: number; totalBytes: number }[] = [];

    const downloading = openEmbedder(settings, (step) => progress.push(step));
    const { name, pooling, queryPrefix } = await downloading.model();
    assert.deepEqual([name, pooling, queryPrefix], [MODEL, 'cls', 'query: ']);
    for (const file of [...Object.keys(FILES), POOLING]) {
      assert.ok(hub.requests.includes(`/mirror/${MODEL}/resolve/main/${file}`), file);
      assert.ok(readFileSync(path.join(cacheDirectory, MODEL, file)).length > 0, file);
    }
    const { loadedBytes, totalBytes } = progress.at(-1)!;
    assert.ok(totalBytes >= FILES[ONNX]!.length, `${totalBytes} bytes of ${FILES[ONNX]!.length}`);
    assert.equal(loadedBytes, totalBytes);
    assert.deepEqual(
      progress.map((step) => step.loadedBytes),
      progress.map((step) => step.loadedBytes).sort((a, b) => a - b),
    );

    hub.requests.length = 0;
    for (const offline of [false, true]) {
      const again = openEmbedder({ ...settings, offline });
      assert.deepEqual(await again.model(), await downloading.model());
    }
    assert.deepEqual(hub.requests, []);
  });

  it('caches that a model has no pooling file', async () => {
    const hub = await startHubServer(FILES);
    const settings = { model: MODEL, hubUrl: hub.url, cacheDirectory: temporaryDirectory() };
    assert.equal((await openEmbedder(settings).model()).pooling, 'mean');
    hub.requests.length = 0;
    assert.equal((await openEmbedder(settings).model()).pooling, 'mean');
    assert.deepEqual(hub.requests, []);
  });

  it('requests nothing from the hub when the files were put into the cache by hand', async () => {
    const hub = await startHubServer({});
    const cacheDirectory = temporaryDirectory();
    writeFiles(path.join(cacheDirectory, MODEL), FILES);
    const embedder = openEmbedder({ model: MODEL, hubUrl: hub.url, cacheDirectory });
    assert.equal((await embedder.model()).dimensions, 2);
    assert.deepEqual(hub.requests, []);
  });

  it('uses no network with EMBEDDING_OFFLINE=true and says where to put the files', async () => {
    const hub = await startHubServer(FILES);
    const cacheDirectory = temporaryDirectory();
    const embedder = openEmbedder({ model: MODEL, hubUrl: hub.url, cacheDirectory, offline: true });
    await assert.rejects(embedder.model(), (error: Error & { code?: string }) => {
      assert.equal(error.code, 'MODEL_UNAVAILABLE');
      assert.match(error.message, /^Cannot load the embedding model "owner\/tiny-e5-small": .+EMBEDDING_OFFLINE=true/);
      const directory = path.join(cacheDirectory, MODEL);
      const next = `; download config.json, tokenizer.json, tokenizer_config.json and onnx/ of ${hub.url}${MODEL} into "${directory}", or unset EMBEDDING_MODEL to use the built-in model`;
      assert.ok(error.message.endsWith(next), error.message);
      return true;
    });
    assert.deepEqual(hub.requests, []);
  });

  it('keeps no partial file when the download breaks off, and can try again', async () => {
    const hub = await startHubServer(FILES);
    const cacheDirectory = temporaryDirectory();
    const embedder = openEmbedder({ model: MODEL, hubUrl: hub.url, cacheDirectory });
    hub.failures.set(ONNX, 'cut');
    await assert.rejects(embedder.model(), { code: 'MODEL_UNAVAILABLE' });
    const kept = readdirSync(cacheDirectory, { recursive: true, encoding: 'utf8' });
    assert.deepEqual(
      kept.filter((file) => file.endsWith('.onnx')),
      [],
    );
    hub.failures.clear();
    assert.deepEqual(await embedder.embed(['east'], 'passage'), [Float32Array.of(1, 0)]);
  });

  for (const [status, file] of [
    [401, 'config.json'],
    [503, POOLING],
  ] as const) {
    it(`says what was tried when the hub answers ${status} for ${file}`, async () => {
      const hub = await startHubServer(FILES);
      hub.failures.set(file, status);
      const embedder = openEmbedder({ model: MODEL, hubUrl: hub.url, cacheDirectory: temporaryDirectory() });
      await assert.rejects(embedder.model(), (error: Error & { code?: string }) => {
        assert.equal(error.code, 'MODEL_UNAVAILABLE');
        assert.ok(error.message.includes(`tried "`) && error.message.includes(`${hub.url}${MODEL}`), error.message);
        return true;
      });
    });
  }
});
