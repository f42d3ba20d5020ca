import { AthenaClient } from '@aws-sdk/client-athena';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { GlueClient } from '@aws-sdk/client-glue';
import { GetObjectCommand, PutObjectCommand, type PutObjectCommandInput, S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { mockClient } from 'aws-sdk-client-mock';
import { makeRequests } from '../../../../tools/local/agreement/made-requests';
import { realCall } from '../../../../tools/local/agreement/real-calls';
import type { CallerClients } from '../../../../tools/local/caller-clients';
import { platform } from '../../../lib/isolation/contract/platform';

const SHIPPED = platform();
const settings = { region: 'eu-central-1', credentials: { accessKeyId: 'a', secretAccessKey: 's' } };
const clients: CallerClients = {
  s3: new S3Client(settings),
  s3OverHttp: new S3Client(settings),
  ssm: new SSMClient(settings),
  athena: new AthenaClient(settings),
  glue: new GlueClient(settings),
  logs: new CloudWatchLogsClient(settings),
  sqs: new SQSClient(settings),
};
const OTHERS = [
  mockClient(clients.s3OverHttp),
  mockClient(clients.athena),
  mockClient(clients.glue),
  mockClient(clients.sqs),
  mockClient(clients.logs),
];
const s3 = mockClient(clients.s3);
const ssm = mockClient(clients.ssm);

function answer(name: string, httpStatusCode: number): Error {
  return Object.assign(new Error(name), { name, $metadata: { httpStatusCode } });
}

beforeEach(() => {
  for (const mock of [s3, ssm, ...OTHERS]) mock.reset().rejects(answer('AccessDenied', 403));
});

const callers = { clientsOf: () => clients, text: (value: string) => value };

test('where everything is refused, what has to be possible is told', async () => {
  const { made, rows, wrong } = await makeRequests(SHIPPED, callers);
  expect(made).toBeGreaterThan(100);
  expect(rows).toBeGreaterThan(made);
  expect(wrong).toContainEqual(
    expect.stringMatching(
      /^acme, row upload: .*data-hub does s3:PutObject on .*: expected allowed, got denied$/,
    ),
  );
  expect(wrong.filter((line) => line.includes('expected denied'))).toEqual([]);
});

test('where everything is let through, what has to be refused is told', async () => {
  for (const mock of [s3, ssm, ...OTHERS]) mock.reset().resolves({});
  const { wrong } = await makeRequests(SHIPPED, callers);
  expect(wrong).toContainEqual(
    expect.stringMatching(/^acme-eu, row upload-of-other: .*: expected denied, got allowed$/),
  );
  expect(wrong.filter((line) => line.includes('expected allowed'))).toEqual([]);
});

test('an answer that what was asked for does not exist lets a request through', async () => {
  ssm.on(GetParameterCommand).rejects(answer('ParameterNotFound', 400));
  const { wrong } = await makeRequests(SHIPPED, callers);
  expect(wrong).toContainEqual(expect.stringMatching(/^acme, row read-secret-of-other: .*got allowed$/));
});

test.each([
  ['s3:ListBucket on resource: "arn:aws:s3:::x"', /^acme, row read-standardized-of-other: .*got allowed$/],
  ['s3:GetObject on resource: "arn:aws:s3:::x/y"', /^acme, row read-standardized: .*got denied$/],
])('a refusal of %s tells whether an object may be read', async (what, told) => {
  const message = `User: arn:aws:iam::123456789012:user/x is not authorized to perform: ${what}`;
  s3.on(GetObjectCommand).rejects(Object.assign(answer('AccessDenied', 403), { message }));
  const { wrong } = await makeRequests(SHIPPED, callers);
  expect(wrong).toContainEqual(expect.stringMatching(told));
  const reads = wrong.filter((line) => line.includes(' does s3:GetObject on '));
  expect(new Set(reads.map((line) => line.split(' got ')[1])).size).toBe(1);
});

test.each([
  ['ExpiredToken', 403],
  ['InternalError', 500],
])('an answer of %s says nothing about policies', async (name, status) => {
  ssm.on(GetParameterCommand).rejects(answer(name, status));
  await expect(makeRequests(SHIPPED, callers)).rejects.toThrow(name);
});

test('a request is sent as the contract says, with the names of the deployment', async () => {
  const call = realCall(
    {
      requester: { service: 'nobody' },
      action: 's3:PutObject',
      resource: 'arn:aws:s3:::bucket/acme/example',
      context: new Map([
        ['aws:securetransport', 'true'],
        ['s3:x-amz-server-side-encryption', 'aws:kms'],
        ['s3:x-amz-server-side-encryption-aws-kms-key-id', '(key)'],
      ]),
    },
    clients,
    (value) => value.replace('(key)', 'arn:of:key'),
  );
  s3.on(PutObjectCommand).resolves({});
  await call?.();
  expect(s3.commandCalls(PutObjectCommand).map(({ args: [{ input }] }) => input)).toEqual([
    {
      Bucket: 'bucket',
      Key: 'acme/example',
      Body: 'example',
      ServerSideEncryption: 'aws:kms',
      SSEKMSKeyId: 'arn:of:key',
    } satisfies PutObjectCommandInput,
  ]);
});

const ARN = 'arn:aws:SERVICE:eu-central-1:123456789012:';

test.each<[string, string, object]>([
  ['sqs:ReceiveMessage', 'ts-acme', { QueueUrl: '/123456789012/ts-acme' }],
  ['sqs:GetQueueUrl', 'ts-acme', { QueueName: 'ts-acme' }],
  ['glue:GetDatabase', 'database/ts_acme', { Name: 'ts_acme' }],
  ['glue:GetTables', 'table/ts_acme/example', { DatabaseName: 'ts_acme' }],
  ['glue:CreateTable', 'table/ts_acme/example', { DatabaseName: 'ts_acme', TableInput: { Name: 'example' } }],
  [
    'glue:CreatePartition',
    'table/ts_acme/example',
    { DatabaseName: 'ts_acme', TableName: 'example', PartitionInput: { Values: ['example'] } },
  ],
  [
    'logs:CreateLogStream',
    'log-group:/ts/acme/pipeline:log-stream:example',
    { logGroupName: '/ts/acme/pipeline', logStreamName: 'example' },
  ],
  ['athena:GetWorkGroup', 'workgroup/ts-acme', { WorkGroup: 'ts-acme' }],
])('%s on %s is sent to its service', async (action, name, input) => {
  const [service = ''] = action.split(':');
  const resource = `${ARN.replace('SERVICE', service)}${name}`;
  for (const mock of OTHERS) mock.reset().resolves({});
  await realCall(
    { requester: { service: 'nobody' }, action, resource, context: new Map() },
    clients,
    String,
  )?.();
  expect(OTHERS.flatMap((mock) => mock.calls().map(({ args: [command] }) => command.input))).toEqual([input]);
});

test.each<[string, string, [string, string | undefined][]]>([
  ['a tag that the session does not have', 's3:PutObject', [['aws:principaltag/orgslug', 'other']]],
  ['what a service adds', 's3:PutObject', [['kms:viaservice', 's3']]],
  ['an old version of TLS', 's3:PutObject', [['s3:tlsversion', '1.1']]],
  ['an action that a service does', 'kms:GenerateDataKey', []],
  ['plain HTTP where there is no client for it', 'sqs:ReceiveMessage', [['aws:securetransport', 'false']]],
])('is not pretended: %s', (_what, action, context) => {
  const request = {
    requester: { service: 'nobody' },
    action,
    resource: 'arn:aws:s3:::bucket/acme/example',
    context: new Map(context),
  };
  expect(realCall(request, clients, (value) => value)).toBeUndefined();
});

test.each(['catalog', 'database/ts_acme'])('a request about a table is not about %s alone', (name) => {
  const request = {
    requester: { service: 'nobody' },
    action: 'glue:GetTable',
    resource: `${ARN.replace('SERVICE', 'glue')}${name}`,
    context: new Map(),
  };
  expect(realCall(request, clients, String)).toBeUndefined();
});
