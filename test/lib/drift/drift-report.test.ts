import {
  DRIFT_EXIT_CODES,
  driftOutcome,
  driftText,
  type DriftedResource,
  type StackDrift,
} from '../../../lib/drift/drift-report';

const NOTHING = { resources: 3, drifted: [], ours: [], notChecked: [] };
const ROLE: DriftedResource = {
  logicalId: 'Role',
  type: 'AWS::IAM::Role',
  physicalId: 'p-acme',
  status: 'modified',
  foundByCloudFormation: false,
  properties: [{ path: 'Policies', expected: undefined, actual: 'extra' }],
};
const DENIED = [{ logicalId: 'Key', message: 'AWS denies kms:GetKeyPolicy' }];

test.each<[string, Partial<StackDrift>, number]>([
  ['in sync', {}, 0],
  ['in sync', { ours: [{ message: 'revoked' }] }, 0],
  ['drifted', { drifted: [ROLE] }, 1],
  ['not checked', { notChecked: DENIED }, 2],
  ['drifted', { drifted: [ROLE], notChecked: DENIED }, 1],
])('%s: %j', (outcome, found, exitCode) => {
  const acme = { ...NOTHING, stack: 'p-acme', ...found };
  const result = driftOutcome([{ ...NOTHING, stack: 'p-acme-eu' }, acme]);
  expect([result, DRIFT_EXIT_CODES[result]]).toEqual([outcome, exitCode]);
});

test('the text names what is changed, by stack, and sums up', () => {
  const long = 'x'.repeat(500);
  const stacks: StackDrift[] = [
    { ...NOTHING, stack: 'p-acme', ours: [{ logicalId: 'Revocations', message: 'ours' }], drifted: [ROLE] },
    {
      ...NOTHING,
      stack: 'p-acme-eu',
      notChecked: DENIED,
      drifted: [
        { ...ROLE, status: 'deleted', properties: [], foundByCloudFormation: true },
        {
          type: 'AWS::CloudFormation::Stack',
          status: 'modified',
          foundByCloudFormation: false,
          properties: [{ path: 'Description', expected: long, actual: undefined }],
        },
      ],
    },
    { ...NOTHING, stack: 'p-globex' },
  ];
  const text = driftText({
    environment: 'dev',
    account: '111122223333',
    region: 'eu-central-1',
    outcome: 'drifted',
    stacks,
  });
  expect(text.split('\n')).toEqual([
    'p-acme',
    '  modified     Role (AWS::IAM::Role p-acme), which CloudFormation does not report',
    '    Policies: expected nothing, found "extra"',
    '  ours         Revocations: ours',
    '',
    'p-acme-eu',
    '  deleted      Role (AWS::IAM::Role p-acme)',
    '  modified     AWS::CloudFormation::Stack, which CloudFormation does not report',
    `    Description: expected "${'x'.repeat(159)}... (502 characters), found nothing`,
    '  not checked  Key: AWS denies kms:GetKeyPolicy',
    '',
    'Drifted: 9 resources of 3 stacks, 3 changed by hand, 1 not checked; environment dev in 111122223333, eu-central-1.',
  ]);
});
