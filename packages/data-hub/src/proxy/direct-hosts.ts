import { BlockList, isIP, isIPv6 } from 'node:net';

const DEFAULT_PORTS: Readonly<Record<string, number>> = { 'http:': 80, 'https:': 443 };

/**
 * Whether a list of exceptions, as `noProxy` of hub.json and `NO_PROXY` have it, covers a URL. An exception is a
 * host or domain with all that is below it (`example.com`, `.example.com`, `*.example.com`), an IP address, a range
 * of them (`10.0.0.0/8`), or `*` for everything; with `:<port>` it is for that port only. So curl, Go and Python
 * read it; names are not resolved to compare them with addresses.
 */
export function isDirect(url: URL, exceptions: readonly string[]): boolean {
  const host = hostOf(url);
  const port = url.port === '' ? DEFAULT_PORTS[url.protocol] : Number(url.port);
  return exceptions.some((exception) => covers(exception.toLowerCase(), host, port));
}

/** Whether a URL leads to this machine itself: `localhost` or a loopback address. */
export function isLoopback(url: URL): boolean {
  return isDirect(url, ['localhost', '127.0.0.0/8', '::1']);
}

/** Splits a `NO_PROXY`: by commas, spaces, or both. */
export function listOfVariable(value: string | undefined): readonly string[] {
  return (value ?? '').split(/[\s,]+/).filter((exception) => exception !== '');
}

function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
}

function covers(exception: string, host: string, port: number | undefined): boolean {
  if (exception === '*') return true;
  const range = /^\[?([\da-f.:]+)\]?\/(\d{1,3})$/.exec(exception);
  if (range !== null) return isInRange(host, range[1] ?? '', Number(range[2]));
  const [name, onlyPort] = withoutPort(exception);
  if (onlyPort !== undefined && onlyPort !== port) return false;
  if (isIP(name) !== 0) return isInRange(host, name, isIPv6(name) ? 128 : 32);
  const domain = name.replace(/^\*?\./, '').replace(/\.$/, '');
  return domain !== '' && (host === domain || host.endsWith(`.${domain}`));
}

function withoutPort(exception: string): [name: string, port: number | undefined] {
  // The colons of an IPv6 address without brackets are no port's.
  if (isIPv6(exception)) return [exception, undefined];
  const parts = /^\[?(.*?)\]?(?::(\d+))?$/.exec(exception);
  return [parts?.[1] ?? exception, parts?.[2] === undefined ? undefined : Number(parts[2])];
}

function isInRange(host: string, network: string, bits: number): boolean {
  const family = isIPv6(network) ? 'ipv6' : 'ipv4';
  if (isIP(host) === 0 || isIP(network) === 0 || bits > (family === 'ipv6' ? 128 : 32)) return false;
  const range = new BlockList();
  range.addSubnet(network, bits, family);
  return range.check(host, isIPv6(host) ? 'ipv6' : 'ipv4');
}
