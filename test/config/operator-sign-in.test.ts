import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { files, withOperations } from './environment-files';

const OWN = 'arn:aws:iam::111122223333:role/administration';
const FOREIGN = 'arn:aws:iam::999988887777:role/partner';
const OIDC = { issuer: 'https://identity.example.com', audiences: { auditor: 'platform-auditor' } };
const ONE_WAY = 'write exactly one of "oidc", "saml" and "roles": one place says who is an operator';

describe('accepted', () => {
  test.each<[string, unknown, unknown]>([
    ['an issuer with an audience for a role', { signIn: { oidc: OIDC } }, { signIn: { oidc: OIDC } }],
    [
      "roles, of which one is another account's and shows an external id",
      { signIn: { roles: { auditor: [OWN, { arn: FOREIGN, externalId: 'contract-17' }] } } },
      { signIn: { roles: { auditor: [{ arn: OWN }, { arn: FOREIGN, externalId: 'contract-17' }] } } },
    ],
  ])('%s', (_what, operations, expected) => {
    expect(files.load(withOperations(operations)).operations).toEqual(expected);
  });

  test('a metadata document beside the file, as the text that IAM gets', () => {
    const document = `<EntityDescriptor>${' '.repeat(1_000)}</EntityDescriptor>`;
    writeFileSync(join(files.directory, 'operators.xml'), document);
    const signIn = { saml: { metadata: 'operators.xml' } };
    expect(files.load(withOperations({ signIn })).operations.signIn).toEqual({
      saml: { provider: { metadataDocument: document } },
    });
  });
});

describe('refused with the reason', () => {
  test.each<[string, unknown, { place: string; value?: unknown; fix: string }]>([
    ['no way to sign in', { signIn: {} }, { place: '$.operations.signIn', value: {}, fix: ONE_WAY }],
    [
      'an unknown provider',
      { signIn: { oidc: OIDC, ldap: {} } },
      { place: '$.operations.signIn.ldap', fix: 'unknown field; remove it, or correct its name' },
    ],
    [
      "a SAML provider of another account's",
      { signIn: { saml: { provider: 'arn:aws:iam::999988887777:saml-provider/identity' } } },
      {
        place: '$.operations.signIn.saml.provider',
        value: 'arn:aws:iam::999988887777:saml-provider/identity',
        fix: 'is of another account; name one of account 111122223333',
      },
    ],
    [
      'a role of another account without external id',
      { signIn: { roles: { auditor: [FOREIGN] } } },
      {
        place: '$.operations.signIn.roles.auditor[0]',
        value: FOREIGN,
        fix: `is a role of another account, which needs the external id that its company gives; write {"arn": "${FOREIGN}", "externalId": "..."}`,
      },
    ],
    [
      'an external id for a role of the account',
      { signIn: { roles: { monitor: [{ arn: OWN, externalId: 'contract-17' }] } } },
      {
        place: '$.operations.signIn.roles.monitor[0].externalId',
        value: 'contract-17',
        fix: 'an external id is for a role of another account; remove it',
      },
    ],
    [
      'a role that is listed twice',
      { signIn: { roles: { monitor: [OWN, { arn: OWN }] } } },
      { place: '$.operations.signIn.roles.monitor[1].arn', value: OWN, fix: 'this role is listed already' },
    ],
    [
      'a role that the platform makes',
      { signIn: { roles: { monitor: ['arn:aws:iam::111122223333:role/ts-dev-hub-operator'] } } },
      {
        place: '$.operations.signIn.roles.monitor[0]',
        value: 'arn:aws:iam::111122223333:role/ts-dev-hub-operator',
        fix: "the platform makes roles of such names; name the operators' own",
      },
    ],
    [
      'a user, who needs no MFA for this',
      { signIn: { roles: { monitor: ['arn:aws:iam::111122223333:user/ann'] } } },
      {
        place: '$.operations.signIn.roles.monitor[0]',
        value: 'arn:aws:iam::111122223333:user/ann',
        fix: 'is a user, which break-glass alone is for; name a role',
      },
    ],
    [
      'one audience for two roles',
      { signIn: { oidc: { ...OIDC, audiences: { monitor: 'platform', auditor: 'platform' } } } },
      {
        place: '$.operations.signIn.oidc.audiences.auditor',
        value: 'platform',
        fix: 'is the audience of monitor as well, so that each token would open both roles; write another',
      },
    ],
  ])('%s', (_what, operations, problem) => {
    expect(files.problemsWith(withOperations(operations))).toEqual([problem]);
  });

  test("an audience that analysts of the same issuer have, whose tokens would let in to an operator's role", () => {
    const signIn = { oidc: { ...OIDC, audiences: { auditor: 'analysts' } } };
    const analysts = { oidc: { issuer: OIDC.issuer, audience: 'analysts' } };
    expect(files.problemsWith(withOperations({ signIn }, { analysts }))).toEqual([
      {
        place: '$.operations.signIn.oidc.audiences.auditor',
        value: 'analysts',
        fix: 'is the audience of analysts as well, so that each token would open both roles; write another',
      },
    ]);
    const elsewhere = { oidc: { issuer: 'https://other.example.com', audience: 'analysts' } };
    expect(files.load(withOperations({ signIn }, { analysts: elsewhere })).operations.signIn).toBeDefined();
  });
});
