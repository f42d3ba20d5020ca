import { deniedToRole, denialText } from '../../../lib/deployment/denied-to-role';

const ROLE =
  'arn:aws:sts::111122223333:assumed-role/cdk-hnb659fds-cfn-exec-role-111122223333-eu-central-1/AWSCloudFormation';
const QUEUE = 'arn:aws:sqs:eu-central-1:111122223333:ts-test-acme-arrivals';
const denied = (action: string, resource: string, reason: string): string =>
  `❌  ts-test-organization-acme failed: ToolkitError: The stack named ts-test-organization-acme failed to deploy: ` +
  `UPDATE_ROLLBACK_COMPLETE: Resource handler returned message: "User: ${ROLE} is not authorized to perform: ` +
  `${action} on resource: ${resource} ${reason}" (RequestToken: 1, HandlerErrorCode: AccessDenied)`;
const NO_POLICY = 'because no identity-based policy allows the sqs:CreateQueue action';

test('a denial is told once, with the action, the resource and where to allow it', () => {
  const printed = denied('sqs:CreateQueue', QUEUE, NO_POLICY);
  expect(deniedToRole(`${printed}\n\n${printed}`).map(denialText)).toEqual([
    `CloudFormation's role may not sqs:CreateQueue on ${QUEUE} (no identity-based policy allows the sqs:CreateQueue ` +
      'action). If the app needs it, allow it in policies/deployment/services-policy.ts and ' +
      'policies/deployment/deployment-boundary.ts and have an administrator deploy the policies: npm run ' +
      'deployment-role says how.',
  ]);
});

test.each([
  ['iam:CreateRole', NO_POLICY, 'policies/deployment/roles-policy.ts and'],
  ['iam:CreatePolicyVersion', NO_POLICY, 'policies/deployment/identities-policy.ts and'],
  ['kms:EnableKey', NO_POLICY, 'policies/deployment/key-statements.ts and'],
  ['ecr:PutLifecyclePolicy', NO_POLICY, 'policies/deployment/storage-policy.ts and'],
  [
    'glue:CreateTable',
    'because no permissions boundary allows the glue:CreateTable action',
    'allow it in policies/deployment/deployment-boundary.ts and have',
  ],
  ['s3:ListBucket', 'with an explicit deny in a resource-based policy', 'denies it on purpose'],
])('%s %s', (action, reason, expected) => {
  const [denial] = deniedToRole(denied(action, 'arn:aws:example', reason));
  expect(denial?.action).toBe(action);
  expect(denial && denialText(denial)).toContain(expected);
});

test('what somebody else was denied is none of it, nor another failure', () => {
  const other = denied('sqs:CreateQueue', QUEUE, NO_POLICY).replace('cfn-exec-role', 'deploy-role');
  expect(deniedToRole(other)).toEqual([]);
  expect(
    deniedToRole('❌  ts-test-shared failed to deploy: UPDATE_ROLLBACK_COMPLETE: already exists'),
  ).toEqual([]);
});
