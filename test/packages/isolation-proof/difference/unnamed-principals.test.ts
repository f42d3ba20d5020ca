import type { ComparedGuard } from '../../../../packages/isolation-proof/src/difference/compared-guard';
import { unnamedPrincipals } from '../../../../packages/isolation-proof/src/difference/unnamed-principals';
import type { Statement } from '../../../../packages/isolation-proof/src/policies/statement';
import type { Json, JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import { statements } from '../fixtures/statements-and-requests';
import { compared } from './change';

function guard(
  base: readonly Statement[] | undefined,
  head: readonly Statement[] | undefined,
): ComparedGuard {
  const sideOf = (policy: typeof base) => (policy === undefined ? undefined : { policy, tags: undefined });
  return {
    arn: 'arn:aws:s3:::b',
    kind: 'bucket',
    service: 's3',
    account: '111122223333',
    owner: undefined,
    patterns: [],
    base: sideOf(base),
    head: sideOf(head),
  };
}
const letsIn = (Principal: JsonObject, more: JsonObject = {}): Statement[] =>
  statements({ Principal, ...more });
/** A part of a template that only a deployment knows. */
const LATER: Json = { 'Fn::GetAtt': ['Bucket', 'WebsiteURL'] };
const path = letsIn({ AWS: '*' })[0]?.source.path ?? '';
const place = (name: string): string => `${path} (${name})`;
const OTHER_KIND =
  'it names principals of kind CanonicalUser, which are not compared; name accounts or ARNs instead';
const LATER_KNOWN =
  'it names a principal that is not known before deployment, so what that one gains or loses is not known either';
/** Statements one of whose principals is not known. */
const later = (part: 'aws' | 'services' | 'federated', more: JsonObject = {}): Statement[] =>
  letsIn({ AWS: '*' }, more).map((statement) => ({
    ...statement,
    principals: {
      negated: false,
      aws: [],
      services: [],
      federated: [],
      others: [],
      [part]: ['x', undefined],
    },
  }));

test('of principals that are compared, and of identity policies, nothing is told', () => {
  const known = letsIn({ AWS: '*', Service: 'sns.amazonaws.com', Federated: 'accounts.google.com' });
  expect(unnamedPrincipals([guard(known, undefined), guard(undefined, known)])).toStrictEqual([]);
  expect(unnamedPrincipals([guard(statements({}), [])])).toStrictEqual([]);
  expect(unnamedPrincipals([guard(undefined, undefined)])).toStrictEqual([]);
});

test('principals of other kinds are told of each side, changed or not: their names are not read', () => {
  const canonical = letsIn({ CanonicalUser: 'c' }, { Sid: 'Canonical' });
  const told = [{ place: place('Canonical'), reason: OTHER_KIND }];
  expect(unnamedPrincipals([guard(canonical, undefined)])).toStrictEqual(told);
  expect(unnamedPrincipals([guard(undefined, canonical)])).toStrictEqual(told);
  expect(unnamedPrincipals([guard(canonical, canonical)])).toStrictEqual(told);
  expect(
    unnamedPrincipals([guard(letsIn({ CanonicalUser: 'c', Other: 'o' }), [])]).map(({ reason }) => reason),
  ).toStrictEqual([OTHER_KIND.replace('CanonicalUser', 'CanonicalUser,Other')]);
});

test.each(['aws', 'services', 'federated'] as const)(
  '%s that are not known are told of what changed',
  (part) => {
    const told = [{ place: place('Later'), reason: LATER_KNOWN }];
    const one = later(part, { Sid: 'Later' });
    expect(unnamedPrincipals([guard([], one)])).toStrictEqual(told);
    expect(unnamedPrincipals([guard(one, undefined)])).toStrictEqual(told);
    expect(unnamedPrincipals([guard(one, later(part, { Sid: 'Later' }))])).toStrictEqual([]);
  },
);

describe('a comparison', () => {
  const bucket = (Principal: JsonObject) => ({
    shared: {
      Bucket: ['AWS::S3::Bucket', { BucketName: 'b' }],
      Policy: [
        'AWS::S3::BucketPolicy',
        {
          Bucket: 'b',
          PolicyDocument: {
            Version: '2012-10-17',
            Statement: [
              { Sid: 'In', Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/*', Principal },
            ],
          },
        },
      ],
    } satisfies NonNullable<Parameters<typeof compared>[0]['shared']>,
  });

  test('is undecided where another canonical user is let in', () => {
    const { differences, undecided } = compared(
      bucket({ CanonicalUser: 'c1' }),
      bucket({ CanonicalUser: 'c2' }),
    );
    expect(differences).toStrictEqual([]);
    expect(undecided).toStrictEqual([{ place: 'shared/Policy (In)', reason: OTHER_KIND }]);
  });

  test('is undecided where somebody is let in whom only the deployment knows', () => {
    const { undecided } = compared(bucket({ Service: 'sns.amazonaws.com' }), bucket({ Service: LATER }));
    expect(undecided).toStrictEqual([{ place: 'shared/Policy (In)', reason: LATER_KNOWN }]);
  });
});
