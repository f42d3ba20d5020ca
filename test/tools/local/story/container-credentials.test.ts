import { requireLocalEndpoint } from '../../../../tools/local/endpoint';
import { type LoopbackServer, listenOnLoopback } from '../../../../tools/local/loopback-server';
import {
  type CredentialsEndpoint,
  serveContainerCredentials,
} from '../../../../tools/local/story/container-credentials';

const CREDENTIALS = {
  AccessKeyId: 'id',
  SecretAccessKey: 'secret',
  Token: 'session',
  Expiration: '2026-11-26T08:00:00Z',
};
const ROLE = { service: 'ecs-tasks.amazonaws.com', roleArn: 'arn:aws:iam::123456789012:role/acme-pipeline' };

let emulator: LoopbackServer;
let answer: { status: number; body: object };
let asked: unknown[];
let served: CredentialsEndpoint;

beforeEach(async () => {
  asked = [];
  answer = { status: 200, body: { ...CREDENTIALS, RoleArn: ROLE.roleArn } };
  emulator = await listenOnLoopback((request, response) => {
    request.on('data', (chunk) => asked.push(JSON.parse(String(chunk))));
    request.on('end', () => response.writeHead(answer.status).end(JSON.stringify(answer.body)));
  });
  const endpoint = requireLocalEndpoint(emulator.url.replace('127.0.0.1', 'localhost'));
  served = await serveContainerCredentials(endpoint, ROLE);
});

afterEach(async () => {
  await served.close();
  await emulator.close();
});

async function get(authorization?: string, path = ''): Promise<{ status: number; body: unknown }> {
  const url = `${served.variables['AWS_CONTAINER_CREDENTIALS_FULL_URI'] ?? ''}${path}`;
  const response = await fetch(url, { headers: authorization === undefined ? {} : { authorization } });
  return { status: response.status, body: await response.json() };
}

const token = (): string => served.variables['AWS_CONTAINER_AUTHORIZATION_TOKEN'] ?? '';

test('a process with the token gets credentials of its role, new ones each time', async () => {
  await expect(get(token())).resolves.toEqual({ status: 200, body: CREDENTIALS });
  await get(token());
  expect(asked).toEqual([ROLE, ROLE]);
});

test.each([
  ['without a token', undefined],
  ['with another token', 'other'],
])('a process %s gets none', async (_who, authorization) => {
  await expect(get(authorization)).resolves.toMatchObject({ status: 401 });
  expect(asked).toEqual([]);
});

test('nothing else is served', async () => {
  await expect(get(token(), '/more')).resolves.toMatchObject({ status: 404 });
  expect(asked).toEqual([]);
});

test('a role that does not let the service in is told', async () => {
  answer = { status: 403, body: { message: 'no resource-based policy allows it' } };
  await expect(get(token())).resolves.toEqual({
    status: 403,
    body: { message: 'no resource-based policy allows it' },
  });
});
