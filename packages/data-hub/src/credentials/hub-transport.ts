import { curlTransport } from './curl-transport';
import { httpsTransport, type HttpsTransportOptions } from './https-transport';
import type { Transport } from './transport';

/** The transport for wherever a hub's key is: this process has it, or a token that another program has to ask. */
export function hubTransport(options: HttpsTransportOptions = {}): Transport {
  const withKeyInFile = httpsTransport(options);
  const withKeyInToken = curlTransport(options);
  return ({ privateKey, ...request }, signal) =>
    typeof privateKey === 'string'
      ? withKeyInFile({ ...request, privateKey }, signal)
      : withKeyInToken({ ...request, privateKey }, signal);
}
