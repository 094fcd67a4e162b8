/** The proxies that requests to other servers go through, as the environment has them for all programs. */
export type ProxiesConfig = Readonly<{
  /** Addresses; null: requests go straight there. */
  http: string | null;
  https: string | null;
  /** Hosts that are asked without a proxy, as `NO_PROXY` lists them. */
  except: string;
}>;

/** The proxies of the environment; null where there are none. Small letters go first, as in other programs. */
export function proxiesOf(environment: NodeJS.ProcessEnv): ProxiesConfig | null {
  const read = (name: string) => environment[name.toLowerCase()]?.trim() || environment[name]?.trim() || null;
  const all = read('ALL_PROXY');
  const http = read('HTTP_PROXY') ?? all;
  const https = read('HTTPS_PROXY') ?? all;
  return http === null && https === null ? null : { http, https, except: read('NO_PROXY') ?? '' };
}

/** Problems of the proxies of the environment. */
export function proxyProblems(environment: NodeJS.ProcessEnv): string[] {
  const { http = null, https = null } = proxiesOf(environment) ?? {};
  const isWrong = (address: string | null) =>
    address !== null && !(URL.canParse(address) && /^https?:$/.test(new URL(address).protocol));
  return isWrong(http) || isWrong(https)
    ? ['HTTP_PROXY, HTTPS_PROXY, ALL_PROXY: must be addresses such as http://proxy.example.org:3128']
    : [];
}
