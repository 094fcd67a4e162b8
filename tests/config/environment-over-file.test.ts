import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, it } from 'node:test';
import { environmentOverFile, loadConfig } from '../../src/config/config.ts';
import { temporaryDirectory, writeFiles } from '../support/temporary-directory.ts';

describe('environmentOverFile', () => {
  const fileWith = (content: string) => path.join(writeFiles(temporaryDirectory(), { '.env': content }), '.env');

  it('prefers the environment to the file', () => {
    const file = fileWith('# a comment\nPORT=4000\nHOST=0.0.0.0\nEMBEDDING_QUERY_PREFIX="query: "\n');
    const { host, port, embedding } = loadConfig(environmentOverFile(file, { PORT: '5000' }));
    assert.deepEqual([host, port, embedding.queryPrefix], ['0.0.0.0', 5000, 'query: ']);
  });

  it('does not let a blank value of the environment hide the file', () => {
    assert.equal(loadConfig(environmentOverFile(fileWith('PORT=4000'), { PORT: '' })).port, 4000);
  });

  it('needs no file', () => {
    assert.deepEqual(environmentOverFile(path.join(temporaryDirectory(), '.env'), { PORT: '1' }), { PORT: '1' });
  });

  it('reports mistakes in the file too', () => {
    const environment = environmentOverFile(fileWith('EMBEDDING_MODELL=x'), {});
    assert.throws(() => loadConfig(environment), /EMBEDDING_MODELL: no such setting/);
  });

  it('says what to do about a file that cannot be read', () => {
    const file = temporaryDirectory();
    assert.throws(() => environmentOverFile(file, {}), {
      code: 'CONFIG_INVALID',
      message: new RegExp(`^Cannot read "${file}": .+; correct or remove it$`),
    });
  });
});
