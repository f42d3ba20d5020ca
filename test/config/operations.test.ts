import { acme, files, globex, withOperations } from './environment-files';

const OWN = 'arn:aws:iam::111122223333:role/administration';
const USER = 'arn:aws:iam::111122223333:user/on-call';
const FOREIGN = 'arn:aws:iam::999988887777:role/partner';
const OIDC = { issuer: 'https://identity.example.com', audiences: { auditor: 'platform-auditor' } };
const AUDIT = { retentionDays: 2192 };
const MINUTES = 'write 15 to 60 minutes';

describe('accepted', () => {
  test.each<[string, unknown, unknown]>([
    ['nothing', undefined, {}],
    ['an empty object', {}, {}],
    ['an audit with its defaults', { audit: {} }, { audit: { retentionDays: 2192, organizations: false } }],
    [
      'an archive in another account, in the same Region unless it says another',
      { audit: { separateAccount: true, account: '444455556666' } },
      {
        audit: {
          retentionDays: 2192,
          organizations: false,
          separate: { account: '444455556666', region: 'eu-central-1' },
        },
      },
    ],
    [
      'break-glass with somebody who may use it and a trail',
      { signIn: { roles: { 'break-glass': [USER] } }, breakGlass: { sessionMinutes: 15 }, audit: AUDIT },
      {
        signIn: { roles: { 'break-glass': [{ arn: USER }] } },
        breakGlass: { sessionMinutes: 15, notify: [] },
        audit: { ...AUDIT, organizations: false },
      },
    ],
    [
      'guardrails that are not deployed yet',
      { guardrails: {} },
      { guardrails: { deployed: false, regions: [], exempt: [], accessAnalyzer: false } },
    ],
  ])('%s', (_what, operations, expected) => {
    expect(files.load(withOperations(operations)).operations).toEqual(expected);
  });

  test('a shorter retention where no rule pack asks for more', () => {
    const packs = { compliancePacks: ['AwsSolutions'] };
    expect(
      files.load(withOperations({ audit: { retentionDays: 30 } }, packs)).operations.audit,
    ).toMatchObject({
      retentionDays: 30,
    });
  });
});

describe('refused with the reason', () => {
  test.each<[string, unknown, { place: string; value?: unknown; fix: string }]>([
    [
      'a trail that is kept shorter than a rule pack asks for',
      { audit: { retentionDays: 400 } },
      {
        place: '$.operations.audit.retentionDays',
        value: 400,
        fix: 'HIPAA.Security asks for 2192 days or more',
      },
    ],
    [
      'a separate account that is not named',
      { audit: { separateAccount: true } },
      { place: '$.operations.audit.account', fix: 'is missing; write the account that keeps the trail' },
    ],
    [
      'a separate account that is the same',
      { audit: { separateAccount: true, account: '111122223333' } },
      {
        place: '$.operations.audit.account',
        value: '111122223333',
        fix: 'is the account of the environment; write another, or remove "separateAccount"',
      },
    ],
    [
      'an account that would not count',
      { audit: { account: '444455556666' } },
      {
        place: '$.operations.audit.account',
        value: '444455556666',
        fix: 'counts with "separateAccount": true only',
      },
    ],
    [
      'a Region of another partition',
      { audit: { separateAccount: true, account: '444455556666', region: 'cn-north-1' } },
      {
        place: '$.operations.audit.region',
        value: 'cn-north-1',
        fix: 'is in the partition aws-cn, and the environment in aws',
      },
    ],
    [
      'a break-glass that nobody is told of',
      { signIn: { roles: { 'break-glass': [OWN] } }, breakGlass: {} },
      {
        place: '$.operations.breakGlass',
        fix: 'needs "operations.audit": without a trail nobody is told of its use',
      },
    ],
    [
      'a break-glass that nobody may use',
      { signIn: { oidc: OIDC }, breakGlass: {}, audit: AUDIT },
      {
        place: '$.operations.breakGlass',
        fix: 'nobody may use it; say who in "operations.signIn", under "break-glass"',
      },
    ],
    [
      'a break-glass for an empty list',
      { signIn: { roles: { 'break-glass': [] } }, breakGlass: {}, audit: AUDIT },
      {
        place: '$.operations.breakGlass',
        fix: 'nobody may use it; say who in "operations.signIn", under "break-glass"',
      },
    ],
    [
      'users of a break-glass that there is not',
      { signIn: { roles: { 'break-glass': [OWN] } } },
      {
        place: '$.operations.signIn.roles["break-glass"]',
        fix: 'there is no such role without "operations.breakGlass"; add it, for example {"sessionMinutes": 60}, or remove this',
      },
    ],
    [
      'a Region of guardrails that is none',
      { guardrails: { regions: ['eu-west-1', 'eu-wets-1'] } },
      {
        place: '$.operations.guardrails.regions[1]',
        value: 'eu-wets-1',
        fix: 'no such Region; write one, for example "eu-west-1"',
      },
    ],
    [
      "an exemption of another account's role",
      { guardrails: { exempt: [FOREIGN] } },
      {
        place: '$.operations.guardrails.exempt[0]',
        value: FOREIGN,
        fix: 'is of another account; name one of account 111122223333',
      },
    ],
  ])('%s', (_what, operations, problem) => {
    expect(files.problemsWith(withOperations(operations))).toEqual([problem]);
  });

  test.each([0, 14, 61, 48 * 60, 30.5])('a break-glass of %d minutes', (sessionMinutes) => {
    const signIn = { roles: { 'break-glass': [OWN] } };
    expect(
      files.problemsWith(withOperations({ signIn, breakGlass: { sessionMinutes }, audit: AUDIT })),
    ).toEqual([{ place: '$.operations.breakGlass.sessionMinutes', value: sessionMinutes, fix: MINUTES }]);
  });

  test("an organization's audit that its environment does not offer", () => {
    const organizations = [acme, { ...globex, audit: true }];
    expect(files.problemsWith(withOperations({ audit: AUDIT }, { organizations }))).toEqual([
      {
        place: '$.organizations[1].audit',
        value: true,
        fix: 'needs "organizations": true in "operations.audit"',
      },
    ]);
    const offered = { audit: { ...AUDIT, organizations: true } };
    expect(
      files.load(withOperations(offered, { organizations })).organizations.map(({ audit }) => audit),
    ).toEqual([false, true]);
  });

  test('all of it at once', () => {
    const operations = {
      signIn: { ldap: {}, roles: { auditor: [FOREIGN] } },
      breakGlass: { sessionMinutes: 48 * 60 },
      audit: { retentionDays: 30, separateAccount: true, account: '111122223333' },
    };
    expect(files.problemsWith(withOperations(operations)).map(({ place }) => place)).toEqual([
      '$.operations.signIn.ldap',
      '$.operations.breakGlass.sessionMinutes',
      '$.operations.signIn.roles.auditor[0]',
      '$.operations.breakGlass',
      '$.operations.audit.retentionDays',
      '$.operations.audit.retentionDays',
      '$.operations.audit.account',
    ]);
  });
});
