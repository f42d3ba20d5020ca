import { once } from 'node:events';
import { type AddressInfo, createServer as createTcpServer, type Server } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { HandshakeTimeoutError, serverCertificate } from '../../../packages/data-hub/src/server-certificate';
import { TunnelAgent } from '../../../packages/data-hub/src/proxy/tunnel-agent';
import { TestCa } from './fixtures/certificates';
import { ConnectProxy } from './fixtures/connect-proxy';

const TIMEOUT = 150;

async function listening(server: Server): Promise<string> {
  server.listen(0, 'localhost');
  await once(server, 'listening');
  return `https://localhost:${(server.address() as AddressInfo).port}`;
}

test('looks at the certificate, through a proxy or not, and sends no byte to the server', async () => {
  const ca = await TestCa.create();
  const { certificate: cert, privateKey: key } = await ca.issue({
    commonName: 'localhost',
    hosts: ['localhost'],
  });
  // In TLS 1.3 the client has all it wants before the server is done.
  let handshakes = 0;
  let bytes = 0;
  const server = createTlsServer({ cert, key, maxVersion: 'TLSv1.2' }, (socket) => {
    handshakes += 1;
    socket.on('error', () => undefined).on('data', (data: Buffer) => (bytes += data.length));
  });
  const endpoint = await listening(server);
  const proxy = await ConnectProxy.start();
  const agent = new TunnelAgent(proxy.known(), { limit: 5_000 });
  const shown = [
    await serverCertificate({ endpoint, ca: ca.certificate, timeout: 5_000 }),
    await serverCertificate({ endpoint, ca: ca.certificate, timeout: 5_000, agent }),
  ];
  await proxy.stop();
  await once(server.close(), 'close');

  for (const one of shown) {
    expect(one).toMatchObject({ subject: 'CN=localhost', issuer: 'CN=Test root CA', names: ['localhost'] });
    expect(one).not.toHaveProperty('problem');
  }
  expect({ handshakes, bytes }).toEqual({ handshakes: 2, bytes: 0 });
});

test('gives a server up that does not shake hands in time, and disconnects', async () => {
  const open: Promise<unknown>[] = [];
  const server = createTcpServer((socket) => {
    open.push(once(socket.on('error', () => undefined).resume(), 'close'));
  });
  const endpoint = await listening(server);
  const before = Date.now();

  await expect(serverCertificate({ endpoint, ca: [], timeout: TIMEOUT })).rejects.toThrow(
    HandshakeTimeoutError,
  );
  expect(Date.now() - before).toBeLessThan(4_000);
  await Promise.all(open);
  await once(server.close(), 'close');
});
