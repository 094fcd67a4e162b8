import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { ASSET_NAMES, assetAddress, createAssetReader } from '../../../src/http/website/assets.ts';
import { temporaryDirectory, writeFiles } from '../../support/temporary-directory.ts';

const built = (directory: string, style = 'p {}') =>
  writeFiles(directory, {
    'widget.js': 'chat()',
    'reader.js': 'read()',
    'library.js': 'list()',
    'questions.js': 'review()',
    'page-view.js': 'draw()',
    'pdf-worker.js': 'work()',
    'reader.css': style,
  });

describe('createAssetReader', () => {
  it('returns every built file as it is, and compressed in two ways', async () => {
    const assets = await createAssetReader(built(temporaryDirectory()))();
    assert.deepEqual(Object.keys(assets), ASSET_NAMES);
    const { body } = assets['reader.js'];
    assert.equal((await body('identity')).toString(), 'read()');
    assert.equal(brotliDecompressSync(await body('br')).toString(), 'read()');
    assert.equal(gunzipSync(await body('gzip')).toString(), 'read()');
  });

  it('gives new content a new URL, and keeps the others', async () => {
    const directory = temporaryDirectory();
    const before = await createAssetReader(built(directory))();
    const after = await createAssetReader(built(directory, 'p { margin: 0 }'))();
    assert.notEqual(assetAddress('reader.css', before['reader.css']), assetAddress('reader.css', after['reader.css']));
    assert.equal(assetAddress('reader.js', before['reader.js']), assetAddress('reader.js', after['reader.js']));
  });

  it('says what to run when nothing was built, and finds files that are built afterwards', async () => {
    const directory = temporaryDirectory();
    const readAssets = createAssetReader(directory);
    await assert.rejects(readAssets(), {
      code: 'CONFIG_INVALID',
      message: /"\w+\.(js|css)" is not in .*npm run build:widget/,
    });
    built(directory);
    assert.equal((await (await readAssets())['widget.js'].body('identity')).toString(), 'chat()');
  });
});
