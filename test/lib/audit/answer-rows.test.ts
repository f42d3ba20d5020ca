import { answerRows } from '../../../lib/audit/answer-rows';

const ARN = 'arn:aws:sqs:eu-central-1:111122223333:ts-dev-acme-arrivals';

function rows(...found: Readonly<Record<string, string>>[]): string[][] {
  const columns = [
    'event_time',
    'caller_kind',
    'caller',
    'person',
    'service',
    'action',
    'resource',
    'outcome',
  ];
  return answerRows({ columns, rows: found, queryId: 'q', bytesScanned: 0 });
}

test('people read when, who, what, on what and with which outcome', () => {
  const line = {
    event_time: '2026-11-20T09:15:00Z',
    service: 's3',
    action: 'PutObject',
    outcome: 'succeeded',
  };
  const time = '2026-11-20 09:15:00';
  expect(
    rows(
      {
        ...line,
        caller_kind: 'organization',
        caller: `ts-dev-acme-data-hub/${'3f'.repeat(32)}`,
        resource: 'arn:aws:s3:::bucket/acme/a.csv',
      },
      {
        ...line,
        caller_kind: 'operator',
        caller: 'ts-dev-hub-revoker',
        person: 'olga@example.com',
        resource: ARN,
      },
      { ...line, caller_kind: 'organization', caller: 'ts-dev-acme-pipeline/job', outcome: 'AccessDenied' },
      { ...line, caller_kind: 'aws', caller: 'events.amazonaws.com' },
      { ...line, caller_kind: 'deployment' },
      { ...line, caller_kind: 'root' },
      { ...line, caller_kind: 'other' },
    ),
  ).toEqual([
    ['TIME (UTC)', 'WHO', 'WHAT', 'ON', 'OUTCOME'],
    [
      time,
      'certificate 3f3f3f3f... (ts-dev-acme-data-hub)',
      's3 PutObject',
      's3://bucket/acme/a.csv',
      'succeeded',
    ],
    [time, 'olga@example.com (ts-dev-hub-revoker)', 's3 PutObject', 'ts-dev-acme-arrivals', 'succeeded'],
    [time, 'job (ts-dev-acme-pipeline)', 's3 PutObject', '-', 'AccessDenied'],
    [time, 'events.amazonaws.com', 's3 PutObject', '-', 'succeeded'],
    [time, 'deployment', 's3 PutObject', '-', 'succeeded'],
    [time, 'root user of the account', 's3 PutObject', '-', 'succeeded'],
    [time, 'somebody else', 's3 PutObject', '-', 'succeeded'],
  ]);
});

test('of other questions they read the columns as they are', () => {
  const columns = ['organization', 'last_time', 'requests'];
  const answer = { columns, rows: [{ organization: 'acme', requests: '2' }], queryId: 'q', bytesScanned: 0 };
  expect(answerRows(answer)).toEqual([
    ['ORGANIZATION', 'LAST TIME', 'REQUESTS'],
    ['acme', '-', '2'],
  ]);
});
