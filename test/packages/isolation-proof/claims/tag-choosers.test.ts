import type { JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import { policyOf } from '../fixtures/organizations';
import { ACCOUNT } from '../fixtures/stack-of';
import { DEMANDED, judge, ROLE, said, trust } from './shared-role';

describe('the tenant of a session is chosen', () => {
  const chooses = (whom: string): string =>
    `session-tags: ${whom} may choose the tag orgSlug of sessions of ${ROLE}/access, and so their organization [Vending]`;

  it.each<[string, JsonObject, string]>([
    ['another role', { AWS: `${ROLE}/other` }, `${ROLE}/other`],
    ['the account', { AWS: `arn:aws:iam::${ACCOUNT}:root` }, `arn:aws:iam::${ACCOUNT}:root`],
    ['a role beside', { AWS: [`${ROLE}/vending`, `${ROLE}/other`] }, `${ROLE}/other`],
    ['a service', { Service: 'ec2.amazonaws.com' }, 'ec2.amazonaws.com'],
    [
      'an identity provider',
      { Federated: `arn:aws:iam::${ACCOUNT}:saml-provider/p` },
      `arn:aws:iam::${ACCOUNT}:saml-provider/p`,
    ],
    ['somebody who is not known', { AWS: { Ref: 'Any' } }, 'somebody who is unknown before deployment'],
    ['a canonical user', { CanonicalUser: 'x' }, 'somebody who is unknown before deployment'],
  ])('by nobody who is not declared to: %s', (_whom, Principal, whom) => {
    expect(said({ trust: [trust({ Principal })] })).toEqual([chooses(whom)]);
  });

  it('by whom is declared to, as the advice names them', () => {
    const other = [trust({ Principal: { AWS: `${ROLE}/other` } })];
    const [violation] = judge({ trust: other }).proof.claims.flatMap(({ violations }) => violations);
    expect(violation?.remedy).toBe(
      `Take it out of the trust policy, or add '${ROLE}/other' to who chooses the tag (chosenBy) in the sessions of the specification.`,
    );
    expect(said({ trust: other, sessions: { chosenBy: [`${ROLE}/other`] } })).toEqual([]);
    const provider = `arn:aws:iam::${ACCOUNT}:oidc-provider/login.example.com`;
    const web = trust({
      Principal: { Federated: provider },
      Action: ['sts:AssumeRoleWithWebIdentity', 'sts:TagSession'],
    });
    expect(said({ trust: [web] })).toHaveLength(1);
    expect(said({ trust: [web], sessions: { chosenBy: [provider] } })).toEqual([]);
  });

  it('by no principal of a tenant, even if it is declared', () => {
    const byTenant = {
      trust: [trust({ Principal: { AWS: `${ROLE}/acme-role` } })],
      sessions: { chosenBy: ['acme/Role', `${ROLE}/acme-role`] },
    };
    expect(said(byTenant)).toEqual([
      `tenant-isolation: ${ROLE}/acme-role of acme may become ${ROLE}/access, which is not acme's: its trust policy names it [Vending]`,
      chooses('acme/Role of acme'),
    ]);
  });

  it('by a role that no tenant can become', () => {
    const vending = {
      AssumeRolePolicyDocument: policyOf({
        ...trust(),
        Sid: 'Any',
        Principal: { AWS: `${ROLE}/acme-role` },
        Action: 'sts:AssumeRole',
        Condition: {},
      }),
    };
    expect(said({ vending })).toEqual([
      `tenant-isolation: ${ROLE}/acme-role of acme may become ${ROLE}/vending, which is not acme's: its trust policy names it [Any]`,
    ]);
    // Sessions of tenants are tenants' principals.
    const bySession = policyOf({
      ...trust(),
      Sid: 'Any',
      Principal: { AWS: `${ROLE}/access` },
      Action: 'sts:AssumeRole',
      Condition: {},
    });
    expect(said({ vending: { AssumeRolePolicyDocument: bySession } })).toEqual([
      `tenant-isolation: ${ROLE}/access of acme may become ${ROLE}/vending, which is not acme's: its trust policy names it [Any]`,
    ]);
  });

  it("for no role that is a tenant's, and for none that is not declared", () => {
    const line =
      "If they open it for an organization, each for the right one, declare it: sessions: () => [{ role: 'shared/Access', chosenBy: ['shared/Vending'], because: '…' }].";
    const { proof } = judge({ sessions: 'undeclared' });
    const [found] = proof.claims.flatMap(({ violations }) => violations);
    expect(found?.what).toBe(
      `whoever assumes ${ROLE}/access may choose the tags of the session, and so its organization`,
    );
    expect(found?.remedy).toContain(line);
    const keys = { ...DEMANDED, 'ForAllValues:StringEquals': { 'aws:TagKeys': 'orgSlug' } };
    const listed = judge({ sessions: 'undeclared', trust: [trust({ Condition: keys })] });
    expect(listed.proof.claims.flatMap(({ violations }) => violations)[0]?.remedy).toContain(line);
    const ofTenant = said({ access: { Tags: [{ Key: 'orgSlug', Value: 'acme' }] } });
    expect(ofTenant).toContainEqual(expect.stringContaining('may choose the tags of the session'));
  });

  it('with no other tag that policies compare', () => {
    expect(said({ compared: ['orgKeyArn'] })).toEqual([
      `session-tags: whoever assumes ${ROLE}/access may choose the tags of the session, and so its organization [Vending]`,
    ]);
    const only = { ...DEMANDED, 'ForAllValues:StringEquals': { 'aws:TagKeys': ['orgSlug', 'team'] } };
    expect(said({ compared: ['orgKeyArn'], trust: [trust({ Condition: only })] })).toEqual([]);
  });
});
