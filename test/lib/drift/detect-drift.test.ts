import { DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import {
  GetPolicyVersionCommand,
  GetRoleCommand,
  ListAttachedRolePoliciesCommand,
  ListRolePoliciesCommand,
} from '@aws-sdk/client-iam';
import { AwsCallError } from '../../../lib/account/aws-call-error';
import { detectStackDrift } from '../../../lib/drift/detect-drift';
import { revocationPolicy } from '../../../policies/data-hub/revocation-policy';
import { policyDocument } from '../../../policies/statement';
import { DriftingStack, NO_REVOCATION, SLUGS } from './drifting-stack';

const DRIFT = { StackId: 'x', ResourceType: 'x', Timestamp: new Date(0) };
const REVOKED = policyDocument(
  revocationPolicy({
    certificates: [{ id: 'a'.repeat(64), revokedAt: new Date('2026-11-26T10:00:00Z') }],
    sessionsBefore: new Date('2026-11-26T11:00:00Z'),
  }),
);

function denied(action: string): AwsCallError {
  return new AwsCallError('AWS_DENIED', `AWS denies ${action}`, 'AccessDenied', action);
}

describe.each(SLUGS)('the stack of %s', (slug) => {
  test('is in sync as it was deployed', async () => {
    const stack = new DriftingStack(slug);
    expect(await detectStackDrift(stack.name, stack.context)).toEqual({
      stack: stack.name,
      resources: 3,
      drifted: [],
      ours: [],
      notChecked: [],
    });
  });

  test('is told to have policies that no template declares, which CloudFormation does not report', async () => {
    const stack = new DriftingStack(slug);
    const declared = `${stack.role}-revocations`;
    stack.iam.on(ListRolePoliciesCommand).resolves({ PolicyNames: [declared, `${declared}-2`] });
    stack.iam.on(ListAttachedRolePoliciesCommand).resolves({
      AttachedPolicies: [
        { PolicyArn: 'arn:aws:iam::123456789012:policy/hub' },
        { PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' },
      ],
    });
    stack.reports({ ...DRIFT, LogicalResourceId: 'Role', StackResourceDriftStatus: 'IN_SYNC' });

    const { drifted } = await detectStackDrift(stack.name, stack.context);

    expect(drifted).toEqual([
      {
        logicalId: 'Role',
        type: 'AWS::IAM::Role',
        physicalId: stack.role,
        status: 'modified',
        foundByCloudFormation: false,
        properties: [
          { path: 'Policies', expected: undefined, actual: `${declared}-2` },
          {
            path: 'ManagedPolicyArns',
            expected: undefined,
            actual: 'arn:aws:iam::aws:policy/AdministratorAccess',
          },
        ],
      },
    ]);
  });

  test('may have the policy of revocations as data-hub revoke writes it', async () => {
    const stack = new DriftingStack(slug);
    stack.revocations(REVOKED);
    stack.reports({ ...DRIFT, LogicalResourceId: 'Revocations', StackResourceDriftStatus: 'MODIFIED' });

    const { drifted, ours } = await detectStackDrift(stack.name, stack.context);

    expect([drifted, ours.map(({ logicalId }) => logicalId)]).toEqual([[], ['Revocations']]);
  });

  test.each([
    ['a statement of somebody else', [{ Effect: 'Allow', Action: '*', Resource: '*' }]],
    ['a statement that only looks like one of ours', [{ ...REVOKED.Statement[0], Effect: 'Allow' }]],
    ['no statement at all', []],
  ])('but not with %s in it', async (_what, more) => {
    const stack = new DriftingStack(slug);
    const ours = more.length === 0 ? [] : REVOKED.Statement;
    stack.revocations({ ...REVOKED, Statement: [...ours, ...more] });

    const { drifted } = await detectStackDrift(stack.name, stack.context);

    expect(drifted.map(({ logicalId, status }) => [logicalId, status])).toEqual([
      ['Revocations', 'modified'],
    ]);
  });
});

const [ACME = SLUGS[0]] = SLUGS;

function acme(): DriftingStack {
  if (ACME === undefined) throw new Error('no organization');
  return new DriftingStack(ACME);
}

test('what both find is told once, in the words of the template', async () => {
  const stack = acme();
  const Document = encodeURIComponent(JSON.stringify({ ...NO_REVOCATION, Statement: ['x'] }));
  stack.iam.on(GetPolicyVersionCommand).resolves({ PolicyVersion: { Document } });
  stack.reports({
    ...DRIFT,
    LogicalResourceId: 'Policy',
    StackResourceDriftStatus: 'MODIFIED',
    PropertyDifferences: [
      {
        PropertyPath: '/PolicyDocument/Statement/0',
        ExpectedValue: 'null',
        ActualValue: 'x',
        DifferenceType: 'ADD',
      },
    ],
  });

  const { drifted } = await detectStackDrift(stack.name, stack.context);

  expect(drifted).toMatchObject([
    {
      logicalId: 'Policy',
      foundByCloudFormation: true,
      properties: [{ path: 'PolicyDocument.Statement[0]', expected: undefined, actual: 'x' }],
    },
  ]);
});

test('what CloudFormation alone finds is told in its words', async () => {
  const stack = acme();
  stack.reports({
    ...DRIFT,
    LogicalResourceId: 'Role',
    StackResourceDriftStatus: 'MODIFIED',
    PropertyDifferences: [
      {
        PropertyPath: '/Tags/0/Value',
        ExpectedValue: '{"a":1}',
        ActualValue: 'b',
        DifferenceType: 'NOT_EQUAL',
      },
      {
        PropertyPath: '/Condition/aws:PrincipalTag~1orgSlug',
        ExpectedValue: 'c',
        ActualValue: 'null',
        DifferenceType: 'REMOVE',
      },
    ],
  });

  const { drifted } = await detectStackDrift(stack.name, stack.context);

  expect(drifted.flatMap(({ properties }) => properties)).toEqual([
    { path: 'Tags[0].Value', expected: { a: 1 }, actual: 'b' },
    { path: 'Condition.aws:PrincipalTag/orgSlug', expected: 'c', actual: undefined },
  ]);
});

test('a role that is gone is deleted, and what cannot be compared without it is not checked', async () => {
  const stack = acme();
  const gone = new AwsCallError('AWS_REFUSED', 'AWS refuses iam:GetRole', 'NoSuchEntity', 'iam:GetRole');
  stack.iam.on(GetRoleCommand).rejects(gone);
  stack.reports({ ...DRIFT, LogicalResourceId: 'Role', StackResourceDriftStatus: 'DELETED' });

  const { drifted } = await detectStackDrift(stack.name, stack.context);

  expect(drifted).toMatchObject([{ logicalId: 'Role', status: 'deleted', properties: [] }]);
});

test.each([
  ['a denied call', (stack: DriftingStack) => stack.iam.on(GetRoleCommand).rejects(denied('iam:GetRole'))],
  [
    'a denied list',
    (stack: DriftingStack) => stack.iam.on(ListRolePoliciesCommand).rejects(denied('iam:ListRolePolicies')),
  ],
  [
    'what CloudFormation does not know',
    (stack: DriftingStack) => {
      stack.reports({
        ...DRIFT,
        LogicalResourceId: 'Role',
        StackResourceDriftStatus: 'UNKNOWN',
        DriftStatusReason: 'AWS denies iam:ListRolePolicies',
      });
    },
  ],
])('%s is not checked, and never in sync', async (_what, change) => {
  const stack = acme();
  change(stack);

  const { drifted, notChecked } = await detectStackDrift(stack.name, stack.context);

  expect(drifted).toEqual([]);
  expect(notChecked).toMatchObject([{ logicalId: 'Role' }]);
  expect(notChecked[0]?.message).toMatch(/AWS denies iam:(GetRole|ListRolePolicies)/);
});

test('a stack without protection against deletion has drifted', async () => {
  const stack = acme();
  stack.cloudFormation.on(DescribeStacksCommand).resolves({
    Stacks: [{ StackName: stack.name, CreationTime: new Date(0), StackStatus: 'CREATE_COMPLETE' }],
  });
  stack.iam.on(GetRoleCommand).callsFake(() => Promise.reject(denied('iam:GetRole')));

  const { drifted } = await detectStackDrift(stack.name, stack.context);

  expect(drifted).toMatchObject([
    {
      type: 'AWS::CloudFormation::Stack',
      properties: [{ path: 'TerminationProtection', expected: true, actual: false }],
    },
  ]);
});
