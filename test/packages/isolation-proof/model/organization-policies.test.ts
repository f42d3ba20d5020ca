import { organizationPolicies } from '../../../../packages/isolation-proof/src/model/organization-policies';
import { NotUnderstoodError } from '../../../../packages/isolation-proof/src/templates/resolved';
import { policyOf } from '../fixtures/organizations';
import { stackOf } from '../fixtures/stack-of';

const stack = stackOf({}, 'test');
const deny = { Sid: 'Leave', Effect: 'Deny', Action: 'organizations:LeaveOrganization', Resource: '*' };

test('policies of an organization are one policy about everybody, which guards whatever is asked about', () => {
  const named = { Sid: 'Named', Effect: 'Deny', Principal: { AWS: 'x' }, Action: 's3:*', Resource: '*' };
  const found = organizationPolicies(
    { stacks: [stack] },
    [
      { name: 'first', document: policyOf(deny) },
      { name: 'second', document: policyOf(named) },
    ],
    'the guardrails',
  );
  const source = (path: string) => ({
    stack,
    logicalId: path,
    type: 'AWS::Organizations::Policy',
    properties: {},
    path,
  });
  const nobody = { negated: false, services: [], federated: [], others: [] };
  expect(found).toMatchObject({
    kind: 'other',
    arn: 'the guardrails',
    contents: [],
    owner: undefined,
    facts: new Map(),
    source: source('the guardrails'),
  });
  expect(
    found?.policy.map(({ name, effect, principals, source: from }) => [name, effect, principals, from]),
  ).toEqual([
    ['Leave', 'Deny', { ...nobody, aws: ['*'] }, source('first')],
    ['Named', 'Deny', { ...nobody, aws: ['x'] }, source('second')],
  ]);
});

test('a list of what is allowed is refused', () => {
  const document = policyOf(deny, { ...deny, Effect: 'Allow', Sid: 'All' });
  expect(() => organizationPolicies({ stacks: [stack] }, [{ name: 'first', document }], 'x')).toThrow(
    new NotUnderstoodError('All of first allows: only policies that deny are supported'),
  );
});

test('without stacks there is nothing to guard', () => {
  expect(
    organizationPolicies({ stacks: [] }, [{ name: 'first', document: policyOf(deny) }], 'x'),
  ).toBeUndefined();
});
