import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { loadConfig } from '../../src/config/config.ts';

describe('a name that resembles that of a setting', () => {
  for (const [name, meant] of Object.entries({
    API_KEY: 'API_KEYS',
    APIKEYS: 'API_KEYS',
    api_keys: 'API_KEYS',
    ALLOWED_HOST: 'ALLOWED_HOSTS',
    ALOWED_HOSTS: 'ALLOWED_HOSTS',
    'ALLOWED-HOSTS': 'ALLOWED_HOSTS',
    ALLOWED_ORIGIN: 'ALLOWED_ORIGINS',
    ALLOWED_ORGIINS: 'ALLOWED_ORIGINS',
    ADMIN_TOKENS: 'ADMIN_TOKEN',
    ADMIN_TOKN: 'ADMIN_TOKEN',
    PILCROW_ADMIN_TOKEN: 'ADMIN_TOKEN',
    RATE_LIMITS_PER_MINUTE: 'RATE_LIMIT_PER_MINUTE',
    TRUST_PROXXY: 'TRUST_PROXY',
    DOCUMENT_DIR: 'DOCUMENTS_DIR',
    GROUNDNG: 'GROUNDING',
    CHAT_MODELL: 'CHAT_MODEL',
  })) {
    it(`stops the start: ${name}, meant as ${meant}`, () => {
      assert.throws(() => loadConfig({ [name]: 'x' }), {
        code: 'CONFIG_INVALID',
        message: `Cannot use the settings: ${name}: no such setting; did you mean ${meant}?; correct them in the environment or in .env`,
      });
    });
  }

  it('is that of another program where the setting is there too', () => {
    assert.deepEqual(loadConfig({ API_KEY: 'other', API_KEYS: 'own' }).http.apiKeys, ['own']);
  });

  it('is none of those that other programs have', () => {
    const foreign =
      'PORTS HOSTNAME HOSTS POSTS SPORT host port OPENAI_API_KEY ANTHROPIC_API_KEY NODE_OPTIONS NODE_ENV APP_KEY APP_KEYS APP_PORT ' +
      'HTTP_PROXY HTTPS_PROXY NO_PROXY LOGNAME LOG_DIR MY_TOKEN GITHUB_TOKEN ADMIN_USER ADMIN_PASSWORD ACCESS_TOKEN HOME PATH TERM ' +
      'OLLAMA_HOST PGHOST PGDATABASE POSTGRES_URL REDIS_URL XDG_DATA_DIRS HF_HOME HF_TOKEN KUBERNETES_SERVICE_HOST INVOCATION_ID ' +
      'npm_config_loglevel npm_package_name ORT_LOGGING CONTEXT INDEX MODEL API_URL API_BASE_URL API_TOKEN SECRET_KEY PILCROW_SHARED';
    const given = Object.fromEntries(foreign.split(' ').map((name) => [name, 'x']));
    assert.equal(loadConfig(given).port, 3000);
  });
});
