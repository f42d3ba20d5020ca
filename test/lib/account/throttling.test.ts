import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CreateCertificateFromCsrCommand } from '@aws-sdk/client-iot';
import { platformClients } from '../../../lib/account/platform-clients';
import { environment } from '../../fixtures/environment';

/** AWS IoT, which throttles so many calls before it answers. */
let server: Server;
let throttled: number;
let calls: number;

const SETTINGS = ['AWS_ENDPOINT_URL', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'] as const;
const before = SETTINGS.map((name) => process.env[name]);

beforeEach(async () => {
  calls = 0;
  server = createServer((_request, response) => {
    calls += 1;
    if (calls <= throttled) {
      response
        .writeHead(429, { 'x-amzn-errortype': 'ThrottlingException' })
        .end('{"message":"Rate exceeded"}');
    } else {
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"certificateId":"c"}');
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const values = [`http://127.0.0.1:${port}`, 'AKIDEXAMPLE', 'of-nobody'];
  SETTINGS.forEach((name, index) => (process.env[name] = values[index]));
});

afterEach(() => {
  server.close();
  server.closeAllConnections();
  SETTINGS.forEach((name, index) => {
    const value = before[index];
    if (value === undefined) Reflect.deleteProperty(process.env, name);
    else process.env[name] = value;
  });
});

const create = (): Promise<unknown> =>
  platformClients(environment().region).iot.send(
    new CreateCertificateFromCsrCommand({ certificateSigningRequest: 'request', setAsActive: false }),
  );

test('a call that AWS throttles is made again, until it is answered', async () => {
  throttled = 2;
  await expect(create()).resolves.toMatchObject({ certificateId: 'c' });
  expect(calls).toBe(3);
}, 60_000);
