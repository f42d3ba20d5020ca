import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { acme, files, globex, LEAST } from './environment-files';

const OIDC = { issuer: 'https://identity.example.com', audience: 'analysts' };
const ROLE = 'arn:aws:iam::111122223333:role/analysts';
const PROVIDER = 'arn:aws:iam::111122223333:saml-provider/identity';

const FORM = 'for example "https://identity.example.com"';
const HOST = `write the host as a name with a dot, in lower case, ${FORM}`;
const NO_PORT = 'IAM takes no port in the address of an issuer; serve it on 443, and leave the port out';
const NO_QUERY =
  'write no query, fragment or wildcard: IAM compares the address with the tokens as it stands';
const ONE_WAY =
  'write exactly one of "oidc", "saml" and "roles": one place says who belongs to which organization';
const ONE_SAML_PROVIDER =
  'write exactly one of "metadata", to make a SAML provider, and "provider", the ARN of one that exists';
const ONE_ROLE = 'write the ARN of one role, without wildcards, as IAM shows it';
const AUDIENCE =
  'write 1 to 255 of A-Z a-z 0-9 _ . : / @ + ~ -, as the identity provider writes it into its tokens';

const withAnalysts = (analysts: unknown): object => ({ ...LEAST, organizations: [acme, globex], analysts });

describe('accepted', () => {
  test.each([
    ['nothing', undefined, undefined],
    ['an issuer', { oidc: OIDC }, { oidc: OIDC }],
    [
      'an issuer with a path and a slash',
      { oidc: { ...OIDC, issuer: 'https://id.example.com/realms/one/' } },
      { oidc: { ...OIDC, issuer: 'https://id.example.com/realms/one/' } },
    ],
    ['a SAML provider', { saml: { provider: PROVIDER } }, { saml: { provider: { arn: PROVIDER } } }],
    [
      'an address for assertions',
      { saml: { provider: PROVIDER, audience: 'http://localhost:7890/athena' } },
      { saml: { provider: { arn: PROVIDER }, audience: 'http://localhost:7890/athena' } },
    ],
    ['roles', { roles: [ROLE] }, { roles: [ROLE] }],
  ])('%s', (_what, analysts, expected) => {
    expect(files.load(withAnalysts(analysts)).analysts).toEqual(expected);
  });

  test('a metadata document beside the file, as the text that IAM gets', () => {
    const document = `<EntityDescriptor>${' '.repeat(1_000)}</EntityDescriptor>`;
    writeFileSync(join(files.directory, 'identity.xml'), document);
    expect(files.load(withAnalysts({ saml: { metadata: 'identity.xml' } })).analysts).toEqual({
      saml: { provider: { metadataDocument: document } },
    });
  });
});

describe('refused with the reason', () => {
  test.each<[string, unknown, string]>([
    [
      'http://identity.example.com',
      undefined,
      `an issuer over plain HTTP could be impersonated; write its https address, ${FORM}`,
    ],
    ['identity.example.com', undefined, `write the https address of the issuer, ${FORM}`],
    ['', undefined, `write the https address of the issuer, ${FORM}`],
    ['https://identity.example.com:8443', undefined, NO_PORT],
    ['https://Identity.example.com', undefined, HOST],
    ['https://localhost', undefined, HOST],
    ['https://user@identity.example.com', undefined, HOST],
    ['https://*.example.com', undefined, HOST],
    ['https://identity.example.com?tenant=1', undefined, NO_QUERY],
    ['https://identity.example.com/*', undefined, NO_QUERY],
    [`https://identity.example.com/${'x'.repeat(227)}`, undefined, 'write at most 255 characters'],
  ])('the issuer %s', (issuer, _, fix) => {
    expect(files.problemsWith(withAnalysts({ oidc: { ...OIDC, issuer } }))).toEqual([
      { place: '$.analysts.oidc.issuer', value: issuer, fix },
    ]);
  });

  test.each(['', ' ', 'a b', '*', 'analyst?', '${aws:username}', 'x'.repeat(256)])(
    'the audience %j',
    (audience) => {
      expect(files.problemsWith(withAnalysts({ oidc: { ...OIDC, audience } }))).toEqual([
        { place: '$.analysts.oidc.audience', value: audience, fix: AUDIENCE },
      ]);
    },
  );

  test.each([
    [
      'of another account',
      'arn:aws:iam::999999999999:role/analysts',
      'is of another account; name one of account 111122223333',
    ],
    ['of a wildcard', 'arn:aws:iam::111122223333:role/*', ONE_ROLE],
    ['of any account', 'arn:aws:iam::*:role/analysts', ONE_ROLE],
    ['of the account itself', 'arn:aws:iam::111122223333:root', ONE_ROLE],
    ['of a user', 'arn:aws:iam::111122223333:user/ann', ONE_ROLE],
    ['of a session', 'arn:aws:sts::111122223333:assumed-role/analysts/ann', ONE_ROLE],
    [
      'of a role that the platform makes',
      'arn:aws:iam::111122223333:role/ts-dev-acme-data-hub',
      "the platform makes roles of such names; name the analysts' own",
    ],
  ])('the ARN %s', (_what, arn, fix) => {
    expect(files.problemsWith(withAnalysts({ roles: [ROLE, arn] }))).toEqual([
      { place: '$.analysts.roles[1]', value: arn, fix },
    ]);
  });

  test.each<[string, unknown, string, string]>([
    ['no way', {}, '$.analysts', ONE_WAY],
    ['two ways', { oidc: OIDC, roles: [ROLE] }, '$.analysts', ONE_WAY],
    ['no SAML provider', { saml: {} }, '$.analysts.saml', ONE_SAML_PROVIDER],
    [
      'no role',
      { roles: [] },
      '$.analysts.roles',
      'write a list of ARNs of roles of this account, for example ["arn:aws:iam::111122223333:role/analysts"]',
    ],
    [
      'too many roles',
      { roles: Array.from({ length: 11 }, (_, index) => `${ROLE}${index}`) },
      '$.analysts.roles',
      'write at most 10 roles',
    ],
    ['a role twice', { roles: [ROLE, ROLE] }, '$.analysts.roles[1]', 'this role is listed already'],
    [
      'a SAML provider of another account',
      { saml: { provider: PROVIDER.replace('111122223333', '999999999999') } },
      '$.analysts.saml.provider',
      'is of another account; name one of account 111122223333',
    ],
    [
      'a metadata document that is not there',
      { saml: { metadata: 'missing.xml' } },
      '$.analysts.saml.metadata',
      "no such file beside the environment's; save the identity provider's metadata there",
    ],
    [
      'a metadata document elsewhere',
      { saml: { metadata: '../identity.xml' } },
      '$.analysts.saml.metadata',
      'write the name of an .xml file in the same folder, without a path',
    ],
    [
      'an unknown field',
      { oidc: { ...OIDC, thumbprint: 'x' } },
      '$.analysts.oidc.thumbprint',
      'unknown field; remove it, or correct its name',
    ],
    [
      'a claim of groups',
      { oidc: { ...OIDC, groupClaim: 'groups' } },
      '$.analysts.oidc.groupClaim',
      'IAM cannot compare a claim of groups; remove the field, and have the issuer write the slug of the ' +
        'organization into the session tag orgSlug (docs/engineer/organizations.md)',
    ],
  ])('%s', (_what, analysts, place, fix) => {
    expect(files.problemsWith(withAnalysts(analysts))).toMatchObject([{ place, fix }]);
  });

  test.each([
    ['<html></html>', 'is not a SAML metadata document; it has no EntityDescriptor'],
    ['<EntityDescriptor/>', 'has 19 characters; IAM takes documents of 1000 to 200000'],
  ])('the metadata document %s', (document, fix) => {
    writeFileSync(join(files.directory, 'identity.xml'), document);
    expect(files.problemsWith(withAnalysts({ saml: { metadata: 'identity.xml' } }))).toEqual([
      { place: '$.analysts.saml.metadata', value: 'identity.xml', fix },
    ]);
  });

  test('everything that is wrong, at once', () => {
    const analysts = {
      oidc: { issuer: 'http://identity.example.com', audience: '' },
      roles: ['arn:aws:iam::999999999999:role/analysts'],
      group: 'x',
    };
    const problems = files.problemsWith(withAnalysts(analysts));
    expect(problems.map(({ place }) => place).sort()).toEqual([
      '$.analysts',
      '$.analysts.group',
      '$.analysts.oidc.audience',
      '$.analysts.oidc.issuer',
      '$.analysts.roles[0]',
    ]);
  });
});
