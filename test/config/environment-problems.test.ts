import { join, relative } from 'node:path';
import { ConfigurationError, type Problem } from '../../config/errors';
import { acme, files, globex, type Json, LEAST } from './environment-files';

describe('what may stand only once', () => {
  const SLUG = 'another organization has this slug; slugs are unique';
  const USER = 'this user is listed already; an IAM user belongs to one organization, once';
  const withUsers = (...users: readonly (readonly string[])[]): Json => ({
    ...LEAST,
    organizations: [acme, globex].map((organization, index) => ({
      ...organization,
      athenaUsers: users[index] ?? [],
    })),
  });

  test.each<[string, Json, Problem[]]>([
    [
      'a slug',
      { ...LEAST, organizations: [acme, globex, { ...acme, displayName: 'Other' }] },
      [{ place: '$.organizations[2].slug', value: 'acme', fix: SLUG }],
    ],
    [
      'a slug, each time again',
      { ...LEAST, organizations: [acme, acme, acme] },
      [
        { place: '$.organizations[1].slug', value: 'acme', fix: SLUG },
        { place: '$.organizations[2].slug', value: 'acme', fix: SLUG },
      ],
    ],
    [
      'a user across organizations',
      withUsers(['ann', 'bob'], ['eve', 'bob']),
      [{ place: '$.organizations[1].athenaUsers[1]', value: 'bob', fix: USER }],
    ],
    [
      'a user within one organization',
      withUsers(['bob', 'bob']),
      [{ place: '$.organizations[0].athenaUsers[1]', value: 'bob', fix: USER }],
    ],
    [
      'a repository',
      { ...LEAST, dataConnectorRepositories: ['sftp', 'postgres', 'sftp'] },
      [{ place: '$.dataConnectorRepositories[2]', value: 'sftp', fix: 'this repository is listed already' }],
    ],
    [
      'a repository of pipelines',
      { ...LEAST, pipelineRepositories: ['a', 'a'] },
      [{ place: '$.pipelineRepositories[1]', value: 'a', fix: 'this repository is listed already' }],
    ],
    [
      'a service of pipelines',
      { ...LEAST, pipelines: { services: ['glue', 'lambda', 'glue'] } },
      [{ place: '$.pipelines.services[2]', value: 'glue', fix: 'this service is listed already' }],
    ],
  ])('%s', (_, content, problems) => {
    expect(files.problemsWith(content)).toEqual(problems);
  });

  test('a user may have the name of a slug or of a repository', () => {
    expect(
      files.problemsWith({ ...withUsers(['acme', 'sftp']), dataConnectorRepositories: ['sftp', 'acme'] }),
    ).toEqual([]);
  });

  // IAM does not distinguish names by case: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
  test('a user in other letters is the same user', () => {
    expect(files.problemsWith(withUsers(['bob'], ['Bob']))).toEqual([
      { place: '$.organizations[1].athenaUsers[0]', value: 'Bob', fix: USER },
    ]);
  });
});

// The user that a template makes for one organization is not to be given the policy of another.
test.each(['ts-athena-dev-globex', 'TS-Athena-dev-acme'])('%s is no existing user to list', (user) => {
  const content = { ...LEAST, organizations: [{ ...acme, athenaUsers: [user] }, globex] };
  expect(files.problemsWith(content)).toMatchObject([
    { place: '$.organizations[0].athenaUsers[0]', value: user },
  ]);
});

// https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html: names may not begin with `sthree-`.
test('a prefix that S3 reserves is refused', () => {
  expect(files.problemsWith({ ...LEAST, namePrefix: 'sthree' })).toMatchObject([
    { place: '$.namePrefix', value: 'sthree' },
  ]);
});

test('all that is wrong is reported at once, and nothing else', () => {
  const problems = files.problemsWith({
    acount: '111122223333',
    account: 1,
    region: 'eu-centrl-1',
    namePrefix: 'TS',
    compliancePacks: ['nag'],
    retentionDays: { accessLogs: 0, queryResults: 1.5, forever: true },
    athenaBytesScannedCutoff: 1,
    dataConnectorRepositories: ['A', 'sftp', 'sftp'],
    pipelineRepositories: ['pipeline/a', 'b', 'b'],
    pipelines: { services: ['spark', 'glue', 'glue'], connectorSecrets: 'yes', engine: 'x' },
    organizations: [
      { slug: 'Acme', displayName: '', status: 'gone', athenaUsers: ['a b', 'bob'] },
      { slug: 'Acme', displayName: 'A', athenaUsers: ['bob'], owner: 'x' },
      { slug: 'a-policy-x!', displayName: 'B' },
    ],
  });
  expect(problems.map(({ place }) => place).sort()).toEqual(
    [
      '$.acount',
      '$.account',
      '$.region',
      '$.namePrefix',
      '$.compliancePacks[0]',
      '$.retentionDays.accessLogs',
      '$.retentionDays.queryResults',
      '$.retentionDays.forever',
      '$.athenaBytesScannedCutoff',
      '$.dataConnectorRepositories[0]',
      '$.dataConnectorRepositories[2]',
      '$.pipelineRepositories[0]',
      '$.pipelineRepositories[2]',
      '$.pipelines.services[0]',
      '$.pipelines.services[2]',
      '$.pipelines.connectorSecrets',
      '$.pipelines.engine',
      '$.organizations[0].slug',
      '$.organizations[0].displayName',
      '$.organizations[0].status',
      '$.organizations[0].athenaUsers[0]',
      '$.organizations[1].slug',
      '$.organizations[1].slug',
      '$.organizations[1].athenaUsers[0]',
      '$.organizations[1].owner',
      '$.organizations[2].slug',
      '$.organizations[2].slug',
    ].sort(),
  );
});

test('the message has a line for each problem, with file, JSON path, value and fix', () => {
  const file = relative(process.cwd(), join(files.directory, 'dev.json'));
  expect(() => files.load({ ...LEAST, account: 5, retentionDays: { queryResults: 0 } })).toThrow(
    new ConfigurationError([
      { place: `${file} $.account`, value: 5, fix: 'write the 12-digit account id as a string' },
      { place: `${file} $.retentionDays.queryResults`, value: 0, fix: 'write 1 day or more' },
    ]),
  );
});
