import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { known } from '../../../../packages/isolation-proof/src/policies/facts';
import type { ConcreteRequest } from '../../../../packages/isolation-proof/src/decide/request';
import { emulatorDecision } from '../../../../tools/local/agreement/emulator-decision';
import { requireLocalEndpoint } from '../../../../tools/local/endpoint';
import { EmulatorError } from '../../../../tools/local/errors';

const ROLE = 'arn:aws:iam::123456789012:role/ts-local-acme-data-hub';

let server: Server;
let answer: { status: number; body: string };
let asked: unknown;

beforeEach(async () => {
  answer = { status: 200, body: '{"decision":"denied","reason":"an explicit deny"}' };
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += String(chunk)));
    request.on('end', () => {
      asked = { path: request.url, body: JSON.parse(body) as unknown };
      response.writeHead(answer.status).end(answer.body);
    });
  });
  server.listen(0, 'localhost');
  await once(server, 'listening');
});

afterEach(() => server.close());

function ask(request: Partial<ConcreteRequest>): ReturnType<typeof emulatorDecision> {
  const { port } = server.address() as AddressInfo;
  return emulatorDecision(
    {
      requester: { service: 'ssm.amazonaws.com' },
      action: 'sts:AssumeRole',
      resource: ROLE,
      context: new Map(),
      ...request,
    },
    {
      endpoint: requireLocalEndpoint(`http://localhost:${port}`),
      ids: new Map([['acme', { Key: '1234' }]]),
      standIns: new Map([['arn:aws:iam::123456789012:user/any-user', 'arn:of:stand-in']]),
    },
  );
}

const identity = (arn: string, facts: [string, string][] = []): ConcreteRequest['requester'] => ({
  arn,
  identity: [],
  boundary: undefined,
  facts: new Map(facts.map(([key, text]) => [key, known(text)])),
});

test('a hub is asked about with what is in its session, and without what its role says', async () => {
  const requester = identity(ROLE, [
    ['credentials-iot:thingname', 'hub'],
    ['aws:principaltag/orgslug', 'acme'],
  ]);
  const context = new Map([
    ['kms:viaservice', 's3'],
    ['s3:prefix', undefined],
  ]);
  const decision = await ask({ requester, action: 'kms:Decrypt', resource: 'key/(acme.Key)', context });
  expect(decision).toEqual({ decision: 'denied', reason: 'an explicit deny' });
  expect(asked).toEqual({
    path: '/emulator-api/decide',
    body: {
      principal: ROLE,
      action: 'kms:Decrypt',
      resource: 'key/1234',
      context: { 'credentials-iot:thingname': 'hub', 'kms:viaservice': 's3', 's3:prefix': null },
    },
  });
});

test.each<[string, ConcreteRequest['requester'], unknown]>([
  ['a service', { service: 'ssm.amazonaws.com' }, { service: 'ssm.amazonaws.com' }],
  [
    'a certificate, by its IoT policy',
    identity('arn:aws:iot:eu-central-1:123456789012:policy/ts-local-acme-data-hub'),
    { certificatePolicy: 'ts-local-acme-data-hub' },
  ],
  ['somebody with a stand-in', identity('arn:aws:iam::123456789012:user/any-user'), 'arn:of:stand-in'],
])('%s is asked about', async (_who, requester, principal) => {
  await ask({ requester });
  expect(asked).toMatchObject({ body: { principal } });
});

test.each([
  [400, '{"message":"unknown principal"}'],
  [200, '{"decision":"maybe","reason":""}'],
])('an answer of %d that is no decision is an error', async (status, body) => {
  answer = { status, body };
  await expect(ask({})).rejects.toThrow(EmulatorError);
});
