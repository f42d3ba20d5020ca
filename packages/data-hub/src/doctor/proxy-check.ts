import { lookup } from 'node:dns/promises';
import { connectionError } from '../credentials/connection-error';
import { TRANSPORT_LIMITS } from '../credentials/https-transport';
import { ProxyError } from '../proxy/proxy-error';
import type { Route } from '../proxy/route';
import { tryTunnel } from '../proxy/tunnel-agent';
import { unreachableProxy } from '../proxy/tunnel-failure';
import { type CheckResult, fail, failure, ok, sawAndFix } from './check';

/** Whether the host that the hub connects to has an address: the proxy's if there is one, as it looks up the rest. */
export async function checkDns(endpoint: string, { proxy }: Route): Promise<CheckResult> {
  const { hostname } = new URL(proxy?.origin ?? endpoint);
  try {
    const addresses = await lookup(hostname.replace(/^\[|\]$/g, ''), { all: true });
    const what = proxy === undefined ? hostname : `the proxy ${hostname}`;
    return ok('dns', `${what} is ${addresses.map(({ address }) => address).join(', ')}`);
  } catch (error) {
    return proxy === undefined
      ? failure('dns', connectionError(error, endpoint))
      : fail('dns', ...sawAndFix(unreachableProxy(error, proxy).message));
  }
}

/** Which proxy is used, why, with whose user and password, and whether it lets the hub through to the server. */
export async function checkProxy(endpoint: string, { proxy, because }: Route): Promise<CheckResult> {
  const target = new URL(endpoint);
  if (proxy === undefined) return ok('proxy', `${target.host} is reached directly: ${because}`);
  try {
    await tryTunnel(proxy, target, TRANSPORT_LIMITS.connect);
  } catch (error) {
    if (!(error instanceof ProxyError)) throw error;
    return fail('proxy', ...sawAndFix(error.message));
  }
  const login = proxy.loginIn === undefined ? 'without a login' : `with the login in ${proxy.loginIn}`;
  return ok('proxy', `${proxy.origin} (${because}), ${login}, connects to ${target.host}`);
}
