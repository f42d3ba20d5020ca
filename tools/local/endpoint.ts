import { EndpointRefusedError } from './errors';

declare const local: unique symbol;

/** Address of the emulated account. Made only by `requireLocalEndpoint`, so that nothing here can meet AWS. */
export type LocalEndpoint = string & { readonly [local]: true };

const MAX_PORT = 65_535;

/**
 * Accepts `http://localhost:<port>` and `https://localhost:<port>`, and nothing else. Not an IP address either: the AWS SDKs and CLIs, and the
 * emulator, agree on where a bucket's name stands in the address for the name `localhost` only.
 * @throws EndpointRefusedError for any other text.
 */
export function requireLocalEndpoint(address: string): LocalEndpoint {
  // By pattern, not by URL parser: what a parser forgives, another program may read differently.
  const port = /^https?:\/\/localhost:([1-9]\d{0,4})$/.exec(address)?.[1];
  if (port === undefined || Number(port) > MAX_PORT) throw new EndpointRefusedError(address);
  return address as LocalEndpoint;
}
