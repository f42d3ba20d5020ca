import { dirname, resolve } from 'node:path';
import { ConfigurationError } from '../../../../config/errors';
import type { HubConfig } from '../hub-config';
import { isDirect, isLoopback, listOfVariable } from './direct-hosts';
import { readLoginFile } from './login-file';

/** An HTTP proxy as a hub uses it. */
export interface Proxy {
  /** `http://<host>[:<port>]` or `https://...`, without user and password: fit for messages. */
  readonly origin: string;
  /** Where it is set, for messages: `"proxy" of <hub.json>` or `the variable HTTPS_PROXY`. */
  readonly setIn: string;
  /** Where its user and password are set; undefined if there are none. */
  readonly loginIn?: string;
  /** Where they would have to be written, to follow "write them into". */
  readonly loginGoesInto: string;
  /**
   * Its `user:password`, as they are now: a file is read again at each call. Secret.
   * @throws ProxyError if the file cannot be used.
   */
  readonly login: () => string | undefined;
}

/** How a URL is reached. */
export interface Route {
  /** @default - directly */
  readonly proxy?: Proxy;
  /** Why so, in a few words. */
  readonly because: string;
}

/** Decides how a URL is reached. */
export type RouteTo = (url: URL) => Route;

/** Variables of the environment. */
export type Variables = Readonly<Partial<Record<string, string>>>;

type ProxyFields = Pick<HubConfig, 'proxy' | 'proxyCredentialsFile' | 'noProxy'>;

/**
 * Decides how a hub reaches each URL: the one place where this is decided. `proxy` and `noProxy` of hub.json win
 * over the environment's `HTTPS_PROXY` and `NO_PROXY` (also in lower case, which wins), each by itself. A proxy of
 * the environment is for HTTPS only and never for this machine's own addresses, where emulated accounts are; one
 * of hub.json is for everything that `noProxy` leaves.
 * @param configFile path of hub.json; the file that it names is relative to its folder.
 * @param variables @default - the environment of this process
 * @throws ConfigurationError if the proxy of the environment cannot be used. Its value, which may hold a password,
 * is not repeated.
 */
export function hubRoutes(
  config: ProxyFields,
  configFile: string,
  variables: Variables = process.env,
): RouteTo {
  const ofConfig = proxyOfConfig(config, configFile);
  const proxy = ofConfig ?? proxyOfVariables(variables);
  const overruled = ofConfig && variable(variables, 'https_proxy')?.name;
  const wins = overruled === undefined ? '' : `, which wins over ${overruled}`;
  const [exceptions, listedIn] = exceptionsOf(config, configFile, variables);
  return (url) => {
    if (proxy === undefined) return { because: 'no proxy is set, neither in hub.json nor as HTTPS_PROXY' };
    if (isDirect(url, exceptions)) return { because: `${listedIn} covers ${url.hostname}` };
    if (proxy !== ofConfig && isLoopback(url))
      return { because: `${proxy.setIn} is not used for addresses of this machine` };
    if (proxy !== ofConfig && url.protocol !== 'https:')
      return { because: `${proxy.setIn} is for HTTPS only` };
    return { proxy, because: `it is set in ${proxy.setIn}${wins}` };
  };
}

function exceptionsOf(
  { noProxy }: ProxyFields,
  configFile: string,
  variables: Variables,
): [exceptions: readonly string[], listedIn: string] {
  if (noProxy !== undefined) return [noProxy, `"noProxy" of ${configFile}`];
  const { name = 'NO_PROXY', value } = variable(variables, 'no_proxy') ?? {};
  return [listOfVariable(value), `the variable ${name}`];
}

function proxyOfConfig({ proxy, proxyCredentialsFile }: ProxyFields, configFile: string): Proxy | undefined {
  if (proxy === undefined) return undefined;
  const setIn = `"proxy" of ${configFile}`;
  const { origin } = new URL(proxy);
  const loginGoesInto = `a file with mode 0600, as user:password, and name it in "proxyCredentialsFile" of ${configFile}`;
  if (proxyCredentialsFile === undefined) return { origin, setIn, loginGoesInto, login: () => undefined };
  const file = resolve(dirname(resolve(configFile)), proxyCredentialsFile);
  return { origin, setIn, loginGoesInto, loginIn: file, login: () => readLoginFile(file) };
}

function proxyOfVariables(variables: Variables): Proxy | undefined {
  const found = variable(variables, 'https_proxy');
  if (found === undefined) return undefined;
  // Without a scheme it is an HTTP proxy, as for curl.
  const text = /^[a-z][a-z\d+.-]*:\/\//i.test(found.value) ? found.value : `http://${found.value}`;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw wrongVariable(found.name, 'is not the URL of an HTTP proxy');
  }
  const setIn = `the variable ${found.name}`;
  const login = loginOf(url, found.name);
  const loginGoesInto = `${setIn}, as ${url.protocol}//<user>:<password>@${url.host}`;
  return {
    origin: url.origin,
    setIn,
    loginGoesInto,
    login: () => login,
    ...(login === undefined ? {} : { loginIn: setIn }),
  };
}

function loginOf({ username, password }: URL, name: string): string | undefined {
  if (username === '' && password === '') return undefined;
  try {
    return `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  } catch {
    throw wrongVariable(name, 'has a % in user or password that encodes nothing');
  }
}

function wrongVariable(name: string, what: string): ConfigurationError {
  const form = 'http://<host>:<port> or http://<user>:<password>@<host>:<port>';
  const fix = `${what}; write ${form}, with special characters of user and password as %XX`;
  return new ConfigurationError([{ place: `variable ${name}`, fix }]);
}

/** A variable by its name in lower case, which wins, or in upper case; an empty one counts as none. */
function variable(
  variables: Variables,
  lowerCase: string,
): { readonly name: string; readonly value: string } | undefined {
  for (const name of [lowerCase, lowerCase.toUpperCase()]) {
    const value = variables[name]?.trim() ?? '';
    if (value !== '') return { name, value };
  }
  return undefined;
}
