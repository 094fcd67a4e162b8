import { sessionStorageOfTab } from '../conversation/session-storage.ts';
import { toJson } from './to-json.ts';

/** Calls a server as who has signed in there, in this tab. */
export function callServer(server: URL, path: string, init: RequestInit = {}): Promise<Response> {
  const token = sessionStorageOfTab()?.getItem(keyOf(server));
  const authorization = token && { authorization: `Bearer ${token}` };
  return fetch(new URL(path, server), { ...init, headers: { ...init.headers, ...authorization } as HeadersInit });
}

/** Signs in with a password or a key. Resolves with whether that is one of the server. */
export async function signIn(server: URL, password: string): Promise<boolean> {
  const response = await postJson(server, 'api/session', { password }).catch(() => null);
  if (!response?.ok) return false;
  const { token } = (await response.json()) as { token: string };
  // A page of the server has a cookie now, which no script can read. In frames on other sites browsers send none.
  if (server.origin !== location.origin || self !== top) sessionStorageOfTab()?.setItem(keyOf(server), token);
  return true;
}

/** Sends JSON to a server. */
export function postJson(server: URL, path: string, body: object, init: RequestInit = {}): Promise<Response> {
  const headers = { 'content-type': 'application/json', ...init.headers };
  return callServer(server, path, { ...init, method: 'POST', headers, body: toJson(body) });
}

const keyOf = (server: URL) => `pilcrow-token ${server}`;
