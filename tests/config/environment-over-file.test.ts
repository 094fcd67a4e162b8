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

  it('does not cut a value at a "#" without saying so', () => {
    for (const line of ['ADMIN_TOKEN=abc#def', ' export ADMIN_TOKEN =#abc', 'ADMIN_TOKEN=a "b"#c']) {
      const file = fileWith(`HOST="::#1"\n${line.trimEnd()}\n`);
      assert.throws(() => environmentOverFile(file, {}), {
        code: 'CONFIG_INVALID',
        message: `Cannot read "${file}": ADMIN_TOKEN: the value has a "#", which begins a comment; put the value in quotes, or a blank before the "#"`,
      });
    }
    const file = fileWith(
      '#A=b#c\n# It\'s set=1#2\nADMIN_TOKEN="abc#def" # as given\nAPI_KEYS=\'a#b\'\nHOST=::1 # this machine\nPORT= # any#thing\nX="a\nY=b#c"\n',
    );
    const { ADMIN_TOKEN, API_KEYS, HOST, PORT } = environmentOverFile(file, {});
    assert.deepEqual([ADMIN_TOKEN, API_KEYS, HOST, PORT], ['abc#def', 'a#b', '::1', '']);
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
