import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { loadConfig } from '../../../src/config/config.ts';
import { createInvitation } from '../../../src/http/security/invitation.ts';
import { createScriptedAssistant } from '../../support/scripted-assistant.ts';
import { withServedApp } from '../../support/serve-app.ts';

describe('an invitation', { timeout: 20_000 }, () => {
  it('gives the first browser the token, out of the sight of servers, and the next ones the front page', async () => {
    const invitation = createInvitation(loadConfig({}))!;
    const http = { adminToken: invitation.token, basePath: '/assistant' };
    const assistant = createScriptedAssistant({});
    await withServedApp({ assistant, http, invitation }, async ({ url, logged }) => {
      const open = () => fetch(`${url}/assistant${invitation.path}`, { redirect: 'manual' });
      const first = await open();
      assert.equal(first.status, 303);
      assert.equal(first.headers.get('location'), `/assistant/#token=${invitation.token}`);
      assert.equal(first.headers.get('cache-control'), 'no-store');
      assert.equal((await open()).headers.get('location'), '/assistant/');
      assert.equal(logged.join('').includes(invitation.token), false);
      const explain = (token: string) =>
        fetch(`${url}/api/explain`, {
          method: 'POST',
          headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
          body: '{}',
        });
      assert.equal((await explain(invitation.token)).status, 400);
      assert.equal((await explain('guessed')).status, 401);
    });
  });

  it('is another one at each start', () => {
    const [first, second] = [createInvitation(loadConfig({}))!, createInvitation(loadConfig({}))!];
    assert.notEqual(first.token, second.token);
    assert.notEqual(first.path, second.path);
  });

  for (const [state, settings] of Object.entries({
    'other machines reach the server': { HOST: '0.0.0.0' },
    'a proxy stands in front': { TRUST_PROXY: 'loopback' },
    'it is called by a name': { ALLOWED_HOSTS: 'chat.example.org' },
    'it has a token': { ADMIN_TOKEN: 'secret' },
    'a database is shared': { DATABASE_URL: 'postgres://127.0.0.1/pilcrow' },
  })) {
    it(`is not made where ${state}`, () => assert.equal(createInvitation(loadConfig(settings)), null));
  }
});
