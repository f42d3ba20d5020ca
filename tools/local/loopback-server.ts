import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';

/** An HTTP server that only this machine reaches. */
export interface LoopbackServer {
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  /** Ends it, and every connection with it. */
  readonly close: () => Promise<void>;
}

const HOST = '127.0.0.1';
const ANY_PORT = 0;

/** Listens on any port that is free. */
export async function listenOnLoopback(answer: RequestListener): Promise<LoopbackServer> {
  const server = createServer(answer);
  server.listen(ANY_PORT, HOST);
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('a TCP server has a port');
  return {
    url: `http://${HOST}:${address.port}`,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
