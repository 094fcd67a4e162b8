import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type AccessConfig, OPEN_ACCESS, sha256Of } from '../../../src/config/access.ts';
import { createSecrets } from '../../../src/http/access/secrets.ts';
import { createScriptedAssistant } from '../../support/scripted-assistant.ts';
import { type ServedApp, withServedApp } from '../../support/serve-app.ts';

const PASSWORD = 'пароль читателей';
const KEY = 'key-of-the-staff-1234';
const ACCESS: AccessConfig = {
  ...OPEN_ACCESS,
  passwordSha256: sha256Of(PASSWORD),
  keys: [{ name: 'staff', sha256: sha256Of(KEY), tags: ['staff'] }],
};
const CONFIG = { access: ACCESS, assistants: new Map() };

const withLockedApp = (visit: (served: ServedApp) => Promise<void>, access = ACCESS) =>
  withServedApp({ assistant: createScriptedAssistant({}), http: { access } }, visit);

const enter = (url: string, password: string, headers = {}) =>
  fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ password }),
  });
const list = (url: string, headers = {}) => fetch(`${url}/api/documents`, { headers });
const cookieOf = (response: Response) => response.headers.getSetCookie()[0]!;

describe('a server with a password', () => {
  it('answers who entered it: by a cookie that no script reads, or by a token', async () => {
    await withLockedApp(async ({ url }) => {
      const refused = await list(url);
      assert.equal(refused.status, 401);
      assert.equal(((await refused.json()) as { error: { code: string } }).error.code, 'SIGN_IN_REQUIRED');

      const entered = await enter(url, ` ${PASSWORD} `);
      assert.equal(entered.status, 200);
      assert.equal(entered.headers.get('cache-control'), 'no-store');
      assert.match(cookieOf(entered), /^pilcrow_session=[\w.-]+; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Lax$/);
      const { token } = (await entered.json()) as { token: string };
      assert.equal((await list(url, { cookie: `theme=dark; ${cookieOf(entered).split(';')[0]}` })).status, 200);
      const listed = await list(url, { authorization: `Bearer ${token}` });
      assert.deepEqual([listed.status, listed.headers.get('cache-control')], [200, 'private, no-cache']);
    });
  });

  it('takes the key of a reader there too, but no password as a key: it would be guessed uncounted', async () => {
    await withLockedApp(async ({ url }) => {
      assert.equal((await enter(url, KEY)).status, 200);
      assert.equal((await list(url, { authorization: `Bearer ${KEY}` })).status, 200);
    });
    const password = 'a-password';
    await withLockedApp(
      async ({ url }) => {
        assert.equal((await enter(url, password)).status, 200);
        assert.equal((await list(url, { authorization: `Bearer ${password}` })).status, 401);
      },
      { ...OPEN_ACCESS, passwordSha256: sha256Of(password) },
    );
  });

  it('counts what one address tries, right or wrong, whatever the limit on questions is', async () => {
    await withLockedApp(async ({ url }) => {
      const statuses = [];
      for (let tried = 0; tried < 22; tried += 1) statuses.push((await enter(url, `wrong ${tried}`)).status);
      assert.deepEqual(statuses, [...Array(20).fill(401), 429, 429]);
      assert.equal((await enter(url, PASSWORD)).status, 429);
      const form = await fetch(url, { method: 'POST', body: new URLSearchParams({ password: PASSWORD }) });
      assert.equal(form.status, 429);
    });
  });

  it('refuses tokens that were changed, and headers that are none, without failing', async () => {
    await withLockedApp(async ({ url }) => {
      const { token } = (await (await enter(url, KEY)).json()) as { token: string };
      const [who, expires, signature] = token.split('.');
      const tokens = [
        `.${expires}.${signature}`,
        `${who}.${expires}0.${signature}`,
        `${who}.${expires}.${signature!.slice(1)}A`,
        `${who}.${expires}.`,
        `${who}.${expires}.é${signature!.slice(1)}`,
        '..',
        'x'.repeat(4000),
      ];
      for (const sent of tokens) {
        assert.equal((await list(url, { authorization: `Bearer ${sent}` })).status, 401, sent);
        assert.equal((await list(url, { cookie: `pilcrow_session=${sent}` })).status, 401, sent);
      }
      assert.equal((await enter(url, 'x'.repeat(201))).status, 400);
    });
  });

  it('asks browsers for it in a page of its own, in their language, that works without a script', async () => {
    await withLockedApp(async ({ url }) => {
      const asked = await fetch(`${url}/documents/some`, { headers: { accept: 'text/html', 'accept-language': 'ru' } });
      assert.equal(asked.status, 401);
      const html = await asked.text();
      assert.match(html, /<form class="sign-in" method="post">\s*<label for="password">Пароль или ключ<\/label>/);
      assert.match(asked.headers.get('content-security-policy')!, /form-action 'self'/);
      // With "no-referrer" browsers would send "Origin: null" with the form.
      assert.equal(asked.headers.get('referrer-policy'), 'same-origin');

      const send = (password: string) =>
        fetch(`${url}/documents/some?language=en`, {
          method: 'POST',
          body: new URLSearchParams({ password }),
          redirect: 'manual',
        });
      const wrong = await send('no');
      assert.equal(wrong.status, 401);
      assert.match(await wrong.text(), /role="alert">There is no such password or key/);
      assert.deepEqual(wrong.headers.getSetCookie(), []);
      const right = await send(PASSWORD);
      assert.deepEqual([right.status, right.headers.get('location')], [303, '/documents/some?language=en']);
      assert.match(cookieOf(right), /^pilcrow_session=/);

      const elsewhere = await fetch(`${url}//example.org/x`, {
        method: 'POST',
        body: new URLSearchParams({ password: PASSWORD }),
        redirect: 'manual',
      });
      assert.equal(elsewhere.headers.get('location'), '/example.org/x');
    });
  });

  it('says behind a proxy with TLS that the cookie is for TLS only, and below a path that it is for that path', async () => {
    const http = { access: ACCESS, trustProxy: ['loopback'], basePath: '/assistant' };
    await withServedApp({ assistant: createScriptedAssistant({}), http }, async ({ url }) => {
      const entered = await enter(`${url}/assistant`, PASSWORD, { 'x-forwarded-proto': 'https' });
      assert.match(cookieOf(entered), /; Path=\/assistant\/; .*; Secure; SameSite=Lax$/);
    });
  });
});

describe('a session', () => {
  it('is known to every server with the same settings, for thirty days, while its secret is the same', () => {
    let now = Date.parse('2026-01-01T00:00:00Z');
    const secrets = createSecrets(CONFIG, () => now);
    const { token, expiresAt } = secrets.begin(KEY)!;
    const ofPassword = secrets.begin(PASSWORD)!.token;
    assert.equal(expiresAt, '2026-01-31T00:00:00.000Z');
    const others = createSecrets(CONFIG, () => now);
    assert.deepEqual(others.findBySession(token), secrets.find(KEY));
    assert.deepEqual(others.findBySession(ofPassword)!.reader, { readable: [] });
    const changed = createSecrets(
      { ...CONFIG, access: { ...ACCESS, passwordSha256: sha256Of('another one') } },
      () => now,
    );
    assert.equal(changed.findBySession(ofPassword), null);
    assert.deepEqual(changed.findBySession(token), secrets.find(KEY));
    now = Date.parse(expiresAt);
    assert.equal(others.findBySession(token), null);
  });

  it('is begun by no other text', () => {
    const secrets = createSecrets(CONFIG);
    for (const entered of ['', PASSWORD.toUpperCase(), sha256Of(PASSWORD), 'staff']) {
      assert.equal(secrets.begin(entered), null, entered);
    }
    assert.notEqual(secrets.begin(PASSWORD.normalize('NFD')), null);
  });
});
