import { curlTransport } from './curl-transport';
import { httpsTransport } from './https-transport';
import type { Transport } from './transport';

/** The transport for wherever a hub's key is: this process has it, or a token that another program has to ask. */
export function hubTransport(): Transport {
  const withKeyInFile = httpsTransport();
  const withKeyInToken = curlTransport();
  return ({ privateKey, ...request }, signal) =>
    typeof privateKey === 'string'
      ? withKeyInFile({ ...request, privateKey }, signal)
      : withKeyInToken({ ...request, privateKey }, signal);
}
