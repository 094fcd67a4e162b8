import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { loadConfig } from '../../src/config/config.ts';

describe('the settings of fetching pages', () => {
  it('have defaults that ask a site little, and nothing of a private network', () => {
    assert.deepEqual(loadConfig({}).sites, {
      ...{ maxPages: 500, maxPageBytes: 20_000_000, maxBytes: 200_000_000, timeMs: 1_800_000, delayMs: 1000 },
      allowsPrivateNetwork: false,
    });
  });

  it('are read', () => {
    const limits = { SITE_MAX_PAGES: '7', SITE_MAX_MB: '1.5', SITE_MAX_MINUTES: '0.5', SITE_DELAY_MS: '0' };
    assert.deepEqual(loadConfig({ ...limits, DOCUMENT_MAX_MB: '0.5', SITE_PRIVATE_NETWORK: 'true' }).sites, {
      ...{ maxPages: 7, maxPageBytes: 500_000, maxBytes: 1_500_000, timeMs: 30_000, delayMs: 0 },
      allowsPrivateNetwork: true,
    });
  });

  it('are refused where they make no sense', () => {
    for (const wrong of [
      { SITE_MAX_PAGES: '0' },
      { SITE_MAX_MB: '-1' },
      { SITE_DELAY_MS: 'x' },
      { SITE_PRIVATE_NETWORK: '1' },
    ]) {
      assert.throws(() => loadConfig(wrong), { code: 'CONFIG_INVALID' }, JSON.stringify(wrong));
    }
  });
});
