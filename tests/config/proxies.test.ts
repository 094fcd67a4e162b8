import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { loadConfig } from '../../src/config/config.ts';
import { proxiesOf } from '../../src/config/proxies.ts';

describe('proxiesOf', () => {
  it('reads what other programs read, small letters first', () => {
    assert.equal(proxiesOf({}), null);
    assert.equal(proxiesOf({ HTTPS_PROXY: ' ', NO_PROXY: '*' }), null);
    assert.deepEqual(proxiesOf({ HTTPS_PROXY: 'http://a:1', https_proxy: 'http://b:2', NO_PROXY: 'c' }), {
      http: null,
      https: 'http://b:2',
      except: 'c',
    });
    assert.deepEqual(proxiesOf({ ALL_PROXY: 'http://a:1' }), { http: 'http://a:1', https: 'http://a:1', except: '' });
  });

  it('has its problems reported with those of the settings, where a chat model is asked', () => {
    const model = { CHAT_MODEL: 'openai:a', CHAT_MODEL_BASE_URL: 'http://127.0.0.1:1/v1' };
    assert.throws(
      () => loadConfig({ ...model, HTTPS_PROXY: 'socks5://a:1' }),
      /HTTPS_PROXY, ALL_PROXY: must be addresses/,
    );
    assert.equal(loadConfig({ HTTPS_PROXY: 'socks5://a:1' }).chatModel, null);
    assert.equal(loadConfig({ ...model, HTTPS_PROXY: 'http://a:1' }).chatModel?.proxies?.https, 'http://a:1');
  });
});
