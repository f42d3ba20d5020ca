import type { ConcreteRequest, Policies, PolicyStatement } from './naive-evaluator';
import { allowAll, aws, bucket, key, nothing, policy, ROLE, ROOT, USER } from './naive-decision';

/**
 * Requests that AWS documents how it decides, for whatever decides requests here. Unless it is told otherwise, Alice
 * asks for an object with a policy that allows everything.
 */
type Decided<Difference> = readonly [
  what: string,
  expected: 'allow' | 'deny',
  difference: Difference,
  request: Partial<ConcreteRequest>,
];

/**
 * By which policies count:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-basics-req-context.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
 */
export const BY_POLICIES: readonly Decided<Partial<Policies>>[] = [
  ['an Allow', 'allow', {}, {}],
  ['no Allow', 'deny', { identity: [nothing] }, {}],
  ['an explicit Deny beside an Allow', 'deny', { identity: [allowAll, policy({ Effect: 'Deny' })] }, {}],
  [
    'a resource policy that names the user',
    'allow',
    { identity: [], resource: bucket({ Principal: aws(USER) }) },
    {},
  ],
  [
    'a resource policy that names the account',
    'deny',
    { identity: [], resource: bucket({ Principal: aws(ROOT) }) },
    {},
  ],
  ['a Deny for the account', 'deny', { resource: bucket({ Effect: 'Deny', Principal: aws(ROOT) }) }, {}],
  [
    'a Deny for a service',
    'allow',
    { resource: bucket({ Effect: 'Deny', Principal: { Service: 's' } }) },
    {},
  ],
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
  ['a boundary without the action', 'deny', { boundary: nothing }, {}],
  [
    'a boundary, and a resource policy that names the user',
    'allow',
    { boundary: nothing, resource: bucket({ Principal: aws(USER) }) },
    {},
  ],
  [
    'a boundary, and a resource policy that names the role',
    'deny',
    { boundary: nothing, resource: bucket({ Principal: aws(ROLE) }) },
    { principal: ROLE },
  ],
  // https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html
  ['a key policy for nobody here', 'deny', { resource: key(aws('arn:aws:iam::111122223333:user/bob')) }, {}],
  ['a key policy that names the account', 'allow', { resource: key(aws(ROOT)) }, {}],
  [
    'a key policy for the account, and no identity policy',
    'deny',
    { identity: [], resource: key(aws('111122223333')) },
    {},
  ],
  ['a key policy that names the user', 'allow', { identity: [], resource: key(aws(USER)) }, {}],
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
  [
    'a Deny with NotPrincipal for others',
    'deny',
    { resource: bucket({ Effect: 'Deny', NotPrincipal: aws(ROLE, ROOT) }) },
    {},
  ],
  [
    'a Deny with NotPrincipal, user and account',
    'allow',
    { resource: bucket({ Effect: 'Deny', NotPrincipal: aws(USER, ROOT) }) },
    {},
  ],
  [
    'a Deny with NotPrincipal, user alone',
    'deny',
    { resource: bucket({ Effect: 'Deny', NotPrincipal: aws(USER) }) },
    {},
  ],
];

/** By what the only statement is about. */
export const BY_STATEMENT: readonly Decided<Partial<PolicyStatement>>[] = [
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html
  ['an action in another case', 'allow', { Action: 'S3:getobject' }, {}],
  ['an action with wildcards', 'allow', { Action: 's3:?et*' }, {}],
  ['an action that is longer', 'deny', { Action: 's3:GetObject' }, { action: 's3:GetObjectAcl' }],
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notaction.html
  ['NotAction that matches', 'deny', { NotAction: ['s3:Get*'] }, {}],
  ['NotAction that does not match', 'allow', { NotAction: 'iam:*' }, {}],
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notresource.html
  ['NotResource that matches', 'deny', { NotResource: 'arn:aws:s3:::data/*' }, {}],
  ['NotResource that does not match', 'allow', { NotResource: 'arn:aws:s3:::logs/*' }, {}],
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
  ['a resource in another case', 'deny', { Resource: 'arn:aws:s3:::data/ACME/*' }, {}],
  ['the bucket instead of the object', 'deny', { Resource: 'arn:aws:s3:::data' }, {}],
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
  ['a variable', 'allow', { Resource: 'arn:aws:s3:::data/${aws:PrincipalTag/orgSlug}/*' }, {}],
  [
    'the variable of a user',
    'allow',
    { Resource: 'arn:aws:s3:::data/${aws:username}' },
    { resource: 'arn:aws:s3:::data/alice' },
  ],
  [
    'a variable without a value',
    'deny',
    { Resource: 'arn:aws:s3:::data/${aws:PrincipalTag/orgSlug}*' },
    { principalTags: {} },
  ],
  [
    'the default of a variable',
    'allow',
    { Resource: "arn:aws:s3:::data/${aws:PrincipalTag/orgSlug, 'acme'}/*" },
    { principalTags: {} },
  ],
  [
    'a default that is not needed',
    'deny',
    { Resource: "arn:aws:s3:::data/${aws:PrincipalTag/orgSlug, 'acme'}/*" },
    { principalTags: { orgSlug: 'b' } },
  ],
  [
    'a wildcard in the value of a variable',
    'deny',
    { Resource: 'arn:aws:s3:::data/${aws:PrincipalTag/orgSlug}' },
    { principalTags: { orgSlug: '*' } },
  ],
  ['an escaped wildcard', 'deny', { Resource: 'arn:aws:s3:::data/${*}' }, {}],
];

/**
 * By a condition of the only statement, and the value of its key in the request:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 */
export const BY_CONDITION: readonly (readonly [
  operator: string,
  expected: 'allow' | 'deny',
  wanted: string | string[],
  present: string | string[] | undefined,
])[] = [
  ['StringEquals', 'allow', ['a', 'b'], 'b'],
  ['StringEquals', 'deny', 'a*', 'ab'],
  ['StringEquals', 'deny', 'a', undefined],
  ['StringEqualsIfExists', 'allow', 'a', undefined],
  ['StringNotEquals', 'deny', ['a', 'b'], 'b'],
  ['StringNotEquals', 'allow', 'a', undefined],
  ['StringEqualsIgnoreCase', 'allow', 'ACME', 'acme'],
  ['StringEqualsIgnoreCase', 'allow', '${aws:PrincipalTag/orgSlug}', 'ACME'],
  ['StringNotEqualsIgnoreCase', 'deny', 'ACME', 'acme'],
  ['StringLike', 'allow', 'a?/*', 'ab/c'],
  ['StringLike', 'deny', 'A*', 'a'],
  ['StringNotLike', 'allow', 'b*', 'a'],
  ['ArnLike', 'allow', 'arn:aws:iam::*:user/*', USER],
  ['ArnEquals', 'allow', 'arn:*:iam::*:user/ali??', USER],
  ['ArnLike', 'deny', 'arn:*:user/alice', USER],
  ['ArnNotLike', 'allow', 'arn:aws:iam::*:role/*', USER],
  ['ArnNotEquals', 'deny', USER, USER],
  ['Bool', 'allow', 'TRUE', 'true'],
  ['Bool', 'deny', 'false', undefined],
  ['BoolIfExists', 'allow', 'false', undefined],
  ['Null', 'allow', 'true', undefined],
  ['Null', 'deny', 'true', ''],
  ['Null', 'allow', 'false', 'a'],
  ['NumericEquals', 'allow', '1.20', '1.2'],
  ['NumericNotEquals', 'deny', ['1', '2'], '2'],
  ['NumericNotEquals', 'allow', '1', undefined],
  ['NumericLessThan', 'deny', '1.2', '1.2'],
  ['NumericLessThan', 'deny', '1.2', 'x'],
  ['NumericLessThanEquals', 'allow', '1.2', '1.2'],
  ['NumericGreaterThan', 'allow', '1.2', '1.3'],
  ['NumericGreaterThanEquals', 'deny', '1.2', '1.1'],
  ['ForAllValues:StringEquals', 'allow', ['a', 'b'], ['a', 'b']],
  ['ForAllValues:StringEquals', 'deny', 'a', ['a', 'b']],
  ['ForAllValues:StringEquals', 'allow', 'a', undefined],
  ['ForAnyValue:StringEquals', 'allow', 'a', ['a', 'b']],
  ['ForAnyValue:StringEquals', 'deny', 'a', undefined],
  ['ForAnyValue:StringNotEquals', 'allow', 'a', ['a', 'b']],
  ['ForAllValues:StringNotEquals', 'deny', 'a', ['a', 'b']],
];
