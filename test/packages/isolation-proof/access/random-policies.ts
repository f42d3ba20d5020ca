import * as fc from 'fast-check';
import type {
  ConcreteRequest,
  Context,
  OneOrMany,
  Policies,
  PolicyDocument,
  PolicyStatement,
} from './naive-evaluator';

export const ACCOUNT = '111122223333';
export const BUCKET = 'arn:aws:s3:::data';
export const KEY = `arn:aws:kms:eu-west-1:${ACCOUNT}:key/k1`;
export const USER = `arn:aws:iam::${ACCOUNT}:user/alice`;
export const ROLE = `arn:aws:iam::${ACCOUNT}:role/reader`;
const ROOT = `arn:aws:iam::${ACCOUNT}:root`;

const SLUG = '${aws:PrincipalTag/orgSlug}';
const SLUG_OR_ACME = "${aws:PrincipalTag/orgSlug, 'Acme'}";

/** Values that requests have for a key; conditions compare with them, too. */
export const VALUES: Readonly<Record<string, readonly string[]>> = {
  's3:prefix': ['', 'acme/', 'Acme', 'globex/x', 'alice', 'a*', '${aws:username}'],
  'aws:PrincipalTag/orgSlug': ['acme', 'Acme', 'globex', 'a*', '?'],
  'aws:SecureTransport': ['true', 'false'],
  's3:TlsVersion': ['1.1', '1.2', '1.3', '', 'x'],
  'aws:SourceArn': ['arn:aws:s3:::data', USER, 'arn:aws:sns:eu-west-1:1:acme:x', 'acme'],
};
/** A key that may have several values, of which the prover is told none. */
export const MULTI_VALUED = 'aws:TagKeys';
const TAG_KEYS = ['acme', 'Acme', 'alice'];

const actions = some('s3:GetObject', 's3:PutObject', 's3:Get*', 's3:?etObject', 's3:*', '*', 'kms:Decrypt');
const resources = some(
  '*',
  `${BUCKET}/*`,
  `${BUCKET}/acme/*`,
  `${BUCKET}/acme/?`,
  `${BUCKET}/${SLUG}/*`,
  `${BUCKET}/${SLUG_OR_ACME}/*`,
  `${BUCKET}/\${aws:username}/*`,
  `${BUCKET}/\${s3:prefix}*`,
  `${BUCKET}/a\${*}/*`,
  BUCKET,
  KEY,
  'arn:*:kms:*:key/*',
);
const principals = fc.oneof(
  fc.constant('*' as const),
  fc.record({ AWS: some('*', USER, ROLE, ROOT, ACCOUNT) }),
  fc.record({ Service: fc.constant('sns.amazonaws.com') }),
);

const COMPARED = [
  ...[
    '*',
    'acme*',
    '?cme',
    'ACME',
    SLUG,
    SLUG_OR_ACME,
    `${SLUG}/*`,
    '${aws:username}',
    'a${*}',
    '1.2',
    'true',
  ],
  ...['arn:*', 'arn:*:data', 'arn:aws:s3:::*', 'arn:*:*:*:*:*', `arn:aws:iam::*:user/\${aws:username}`, USER],
];
const numeric = ['Equals', 'NotEquals', 'LessThan', 'LessThanEquals', 'GreaterThan', 'GreaterThanEquals'];
const OPERATORS = [
  ...['Equals', 'NotEquals', 'Like', 'NotLike', 'EqualsIgnoreCase', 'NotEqualsIgnoreCase'].map(
    (s) => `String${s}`,
  ),
  ...['ArnEquals', 'ArnNotEquals', 'ArnLike', 'ArnNotLike', 'Bool'],
  ...numeric.map((comparison) => `Numeric${comparison}`),
];
const operators = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...OPERATORS) },
  fc
    .tuple(
      fc.constantFrom('', 'ForAllValues:', 'ForAnyValue:'),
      fc.constantFrom(...OPERATORS),
      fc.constantFrom('', 'IfExists'),
    )
    .map((parts) => parts.join('')),
);
const conditions = fc.constantFrom(...Object.keys(VALUES), MULTI_VALUED).chain((key) =>
  fc.oneof(
    { weight: 6, arbitrary: comparisons(key) },
    fc.constantFrom('true', 'false').map((value) => ({ Null: { [key]: value } })),
  ),
);

function comparisons(key: string): fc.Arbitrary<Record<string, Record<string, string[]>>> {
  const value = fc.oneof(fc.constantFrom(...(VALUES[key] ?? TAG_KEYS)), fc.constantFrom(...COMPARED));
  return fc
    .tuple(operators, fc.array(value, { minLength: 1, maxLength: 3 }))
    .map(([operator, values]) => ({ [operator]: { [key]: values } }));
}

function some(...texts: string[]): fc.Arbitrary<string[]> {
  return fc.array(fc.constantFrom(...texts), { minLength: 1, maxLength: 3 });
}

/** One of two elements of a statement, mostly the first. */
function either<T>(element: string, values: fc.Arbitrary<T>): fc.Arbitrary<Record<string, T>> {
  return fc
    .tuple(fc.oneof({ weight: 4, arbitrary: fc.constant('') }, fc.constant('Not')), values)
    .map(([not, value]) => ({ [`${not}${element}`]: value }));
}

export function statements(
  effect: fc.Arbitrary<'Allow' | 'Deny'>,
  ofResource: boolean,
): fc.Arbitrary<PolicyStatement> {
  return fc
    .tuple(
      effect,
      either('Action', actions),
      either('Resource', resources),
      ofResource ? either('Principal', principals) : fc.constant({}),
      fc.oneof({ weight: 2, arbitrary: fc.constant({}) }, { weight: 3, arbitrary: conditions }),
      fc.oneof({ weight: 4, arbitrary: fc.constant({}) }, conditions),
    )
    .map(([Effect, action, resource, principal, one, other]) => ({
      Effect,
      ...action,
      ...resource,
      ...principal,
      Condition: { ...one, ...other },
    }));
}

const effects = fc.constantFrom<('Allow' | 'Deny')[]>('Allow', 'Allow', 'Deny');
// Older policies are refused: in those from before 2012, variables are plain text.
const VERSIONS = fc.constant('2012-10-17');

export function documents(ofResource: boolean): fc.Arbitrary<PolicyDocument> {
  return fc.record({
    Version: VERSIONS,
    Statement: fc.array(statements(effects, ofResource), { minLength: 1, maxLength: 3 }),
  });
}

const tags = fc.option(fc.constantFrom(...(VALUES['aws:PrincipalTag/orgSlug'] ?? [])), { nil: undefined });
const contexts = fc
  .tuple(
    ...Object.entries(VALUES)
      .filter(([key]) => !key.startsWith('aws:PrincipalTag/'))
      .map(([key, values]) => fc.option(fc.constantFrom(...values).map((value) => [key, value] as const))),
    fc.option(fc.subarray(TAG_KEYS, { minLength: 1 }).map((values) => [MULTI_VALUED, values] as const)),
  )
  .map((entries): Context => Object.fromEntries<OneOrMany>(entries.filter((entry) => entry !== null)));
export const requests = fc.record({
  principal: fc.constantFrom(USER, ROLE),
  principalTags: tags.map((orgSlug) => (orgSlug === undefined ? {} : { orgSlug })),
  action: fc.constantFrom('s3:GetObject', 's3:PutObject', 's3:DeleteObject', 'kms:Decrypt', 'sns:Publish'),
  resource: fc.constantFrom(
    ...['acme/x', 'acme/xy', 'Acme/x', 'a*/x', 'alice/x', 'globex/x'].map((name) => `${BUCKET}/${name}`),
    ...[BUCKET, KEY, `arn:aws:kms:eu-west-1:${ACCOUNT}:key/k2`],
  ),
  context: contexts,
});

/** A request, and the policies that decide it. */
export interface Case extends Policies {
  readonly request: ConcreteRequest;
}

export const ALLOW_EVERYTHING: PolicyDocument = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
};
/** Half of them allow everything, so that what is denied decides often enough. */
export const wide = fc.oneof(documents(false), fc.constant(ALLOW_EVERYTHING));

export const cases: fc.Arbitrary<Case> = fc
  .record({
    identity: fc.array(wide, { minLength: 1, maxLength: 2 }),
    bounded: fc.option(wide, { nil: undefined }),
    guard: fc.option(documents(true), { nil: undefined }),
    request: requests,
  })
  .map(({ identity, bounded, guard, request }) => {
    // Every key has a policy.
    const kind = request.resource.includes(':key/') ? 'key' : 'bucket';
    const document = guard ?? (kind === 'key' ? DEFAULT_KEY_POLICY : undefined);
    return {
      identity,
      ...(bounded === undefined ? {} : { boundary: bounded }),
      ...(document === undefined ? {} : { resource: { kind, document } as const }),
      request,
    };
  });

export const DEFAULT_KEY_POLICY: PolicyDocument = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 'kms:*', Resource: '*', Principal: { AWS: ROOT } }],
};
