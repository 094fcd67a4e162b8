import type { ProxiesConfig } from '../../../../config/proxies.ts';

/** `fetch` through the proxies of the settings, which that of Node.js does not know; the very one where there are none. */
export async function fetchThrough(proxies: ProxiesConfig | null): Promise<typeof fetch> {
  if (proxies === null) return fetch;
  const { EnvHttpProxyAgent, fetch: fetchBy } = await import('undici');
  const dispatcher = new EnvHttpProxyAgent({
    ...(proxies.http && { httpProxy: proxies.http }),
    ...(proxies.https && { httpsProxy: proxies.https }),
    // This machine is asked directly.
    noProxy: [proxies.except, 'localhost', '127.0.0.1', '::1'].join(','),
  });
  type Init = Parameters<typeof fetchBy>[1];
  // The same standard, typed twice: Node.js has a copy of this library inside, which takes no agent of another version.
  return async (input, init) =>
    (await fetchBy(String(input), { ...(init as Init), dispatcher })) as unknown as Response;
}
