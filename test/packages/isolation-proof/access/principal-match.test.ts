import type { Json } from '../../../../packages/isolation-proof/src/templates/json';
import { matchPrincipal } from '../../../../packages/isolation-proof/src/access/principal-match';
import { readStatements } from '../../../../packages/isolation-proof/src/policies/statement';
import { policyOf } from '../fixtures/organizations';
import { ACCOUNT, resourceOf } from '../fixtures/stack-of';

const ROLE = `arn:aws:iam::${ACCOUNT}:role/acme`;
const BUCKET_POLICY = resourceOf('AWS::S3::BucketPolicy');
type Match = ReturnType<typeof matchPrincipal>;

function matchOf(effect: 'Allow' | 'Deny', principal: Json, arn = ROLE): Match | undefined {
  const [statement] = readStatements(
    policyOf({ Effect: effect, Action: '*', Resource: '*', ...(principal as Record<string, Json>) }),
    BUCKET_POLICY,
  );
  return statement === undefined ? undefined : matchPrincipal(statement, { arn }, ACCOUNT);
}

test.each<[string, Json, Match, Match]>([
  ['everybody', { Principal: '*' }, 'direct', 'direct'],
  ['every AWS principal', { Principal: { AWS: '*' } }, 'direct', 'direct'],
  ['itself', { Principal: { AWS: ROLE } }, 'direct', 'direct'],
  ['itself among others', { Principal: { AWS: [`${ROLE}-eu`, ROLE] } }, 'direct', 'direct'],
  ['its account', { Principal: { AWS: ACCOUNT } }, 'account', 'account'],
  ['the root of its account', { Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` } }, 'account', 'account'],
  ['another account', { Principal: { AWS: '999999999999' } }, 'no', 'no'],
  ['the root of another account', { Principal: { AWS: 'arn:aws:iam::999999999999:root' } }, 'no', 'no'],
  ['its account, and what is longer', { Principal: { AWS: `${ACCOUNT}0` } }, 'no', 'no'],
  [
    'the root of its account in China',
    { Principal: { AWS: `arn:aws-cn:iam::${ACCOUNT}:root` } },
    'account',
    'account',
  ],
  ['more before a root', { Principal: { AWS: `xarn:aws:iam::${ACCOUNT}:root` } }, 'no', 'no'],
  ['more behind a root', { Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root/x` } }, 'no', 'no'],
  ['an account of more digits', { Principal: { AWS: `arn:aws:iam::${ACCOUNT}0:root` } }, 'no', 'no'],
  ['its account among others', { Principal: { AWS: ['999999999999', ACCOUNT] } }, 'account', 'account'],
  ['itself and a parameter', { Principal: { AWS: [{ Ref: 'Parameter' }, ROLE] } }, 'direct', 'direct'],
  ['a role that begins with its name', { Principal: { AWS: `${ROLE}-eu` } }, 'no', 'no'],
  [
    'a wildcard, which is none in a principal',
    { Principal: { AWS: `arn:aws:iam::${ACCOUNT}:role/*` } },
    'no',
    'no',
  ],
  ['a service', { Principal: { Service: 's3.amazonaws.com' } }, 'no', 'no'],
  ['nobody of AWS', { Principal: { Federated: '*' } }, 'no', 'no'],
  // What is not known counts against the proof.
  ['a parameter', { Principal: { AWS: { Ref: 'Parameter' } } }, 'direct', 'no'],
  ['a session of it', { Principal: { AWS: `arn:aws:sts::${ACCOUNT}:assumed-role/acme/s` } }, 'direct', 'no'],
  ['no principal', {}, 'direct', 'no'],
  ['all but another', { NotPrincipal: { AWS: `${ROLE}-eu` } }, 'direct', 'no'],
  ['all but itself, which its sessions may not be', { NotPrincipal: { AWS: ROLE } }, 'direct', 'no'],
])('a statement about %s', (_what, principal, allow, deny) => {
  expect([matchOf('Allow', principal), matchOf('Deny', principal)]).toEqual([allow, deny]);
});

describe('a session of a role', () => {
  const session = (role: string): Json => ({
    Principal: { AWS: `arn:aws:sts::${ACCOUNT}:assumed-role/${role}/s` },
  });
  test.each<[string, string, string, Match]>([
    ['has the last part of its path as name', 'role/team/data/acme', 'acme', 'direct'],
    ['has no other part of its path as name', 'role/team/data/acme', 'team', 'no'],
    ['is not that of a role that begins with its name', 'role/acme', 'acme-eu', 'no'],
    ['is not that of a role that ends with its name', 'role/acme', 'eu-acme', 'no'],
    ['is none of a user', 'user/acme', 'acme', 'no'],
    ['is none of a user, whatever the role is called', 'user/acme', 'undefined', 'no'],
  ])('%s', (_what, principal, role, expected) => {
    const arn = `arn:aws:iam::${ACCOUNT}:${principal}`;
    expect(matchOf('Allow', session(role), arn)).toBe(expected);
    // Whoever is not known is not denied.
    expect(matchOf('Deny', session(role), arn)).toBe('no');
  });
});

describe('a principal of another account', () => {
  const OTHER = '999999999999';
  test.each<[string, string, allow: Match, deny: Match]>([
    // That it is denied to the resource's account stops nobody of another one.
    ['the account of the resource', ACCOUNT, 'account', 'no'],
    ['the account of the principal', OTHER, 'account', 'account'],
    ['the root of the account of the principal', `arn:aws:iam::${OTHER}:root`, 'account', 'account'],
    ['a third account', '111111111111', 'no', 'no'],
  ])('and a statement about %s', (_what, principal, allow, deny) => {
    const about = { Principal: { AWS: principal } };
    expect(matchOf('Allow', about, `arn:aws:iam::${OTHER}:role/acme`)).toBe(allow);
    expect(matchOf('Deny', about, `arn:aws:iam::${OTHER}:role/acme`)).toBe(deny);
  });

  test('without an account in its ARN, a principal is in none: a statement about a role is not about it', () => {
    expect(matchOf('Allow', { Principal: { AWS: ROLE } }, 'acme')).toBe('no');
    expect(matchOf('Deny', { Principal: { AWS: ROLE } }, 'acme')).toBe('no');
  });
});
