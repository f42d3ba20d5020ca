import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { ProxyError } from '../../../../packages/data-hub/src/proxy/proxy-error';
import { requestHandlerFor } from '../../../../packages/data-hub/src/proxy/request-handler';
import type { HubConfig } from '../../../../packages/data-hub/src/hub-config';
import { answering, ConnectProxy } from '../fixtures/connect-proxy';
import { hubConfig } from '../fixtures/hub-folder';
import { until } from '../fixtures/until';
import { WriteOnlyBucket } from '../fixtures/write-only-bucket';

const KEYS = { accessKeyId: 'ASIA1', secretAccessKey: 'SECRET', sessionToken: 'TOKEN' };
let bucket: WriteOnlyBucket;
let proxy: ConnectProxy;
let client: S3Client;

beforeEach(async () => {
  bucket = await WriteOnlyBucket.start();
  proxy = await ConnectProxy.start();
});
afterEach(async () => {
  client.destroy();
  await Promise.all([bucket.stop(), proxy.stop()]);
});

function clientOf(changes: Partial<HubConfig>): S3Client {
  client = new S3Client({
    region: 'eu-central-1',
    credentials: KEYS,
    endpoint: bucket.endpoint,
    forcePathStyle: true,
    requestHandler: { ...requestHandlerFor(hubConfig(changes), 'hub.json'), connectionTimeout: 5_000 },
  });
  return client;
}

const upload = (to: S3Client) =>
  to.send(new PutObjectCommand({ Bucket: 'raw', Key: 'acme/1.txt', Body: 'one' }));

test('a client of the SDK uploads through the proxy, all requests in one tunnel', async () => {
  const s3 = clientOf({ proxy: proxy.origin });
  await upload(s3);
  await upload(s3);

  expect(bucket.uploads.map(({ path }) => path)).toEqual(['/raw/acme/1.txt', '/raw/acme/1.txt']);
  expect(proxy.tunnels.map(({ target }) => target)).toEqual([new URL(bucket.endpoint).host]);
});

test('what noProxy covers is uploaded directly', async () => {
  await upload(clientOf({ proxy: proxy.origin, noProxy: ['localhost'] }));

  expect(bucket.uploads).toHaveLength(1);
  expect(proxy.tunnels).toEqual([]);
});

test('a refusal by the proxy reaches the caller, and is not repeated', async () => {
  proxy.login = 'hub:password';

  const refused: unknown = await upload(clientOf({ proxy: proxy.origin })).catch((error: unknown) => error);

  expect(refused).toBeInstanceOf(ProxyError);
  expect(refused).toMatchObject({
    code: 'PROXY_REFUSED',
    message: expect.stringMatching(/demands a user and password \(407\)/) as string,
  });
  expect(proxy.tunnels).toHaveLength(1);
});

test('a failure of the proxy that passes is no failure of the upload', async () => {
  proxy.fault = (socket) => {
    proxy.fault = undefined;
    answering(503)(socket);
  };
  await upload(clientOf({ proxy: proxy.origin }));

  expect(bucket.uploads).toHaveLength(1);
  expect(proxy.tunnels).toHaveLength(2);
});

test('destroying the client closes its tunnels', async () => {
  await upload(clientOf({ proxy: proxy.origin }));
  expect(proxy.open).toBeGreaterThan(0);
  client.destroy();

  await until(() => proxy.open === 0);
});
