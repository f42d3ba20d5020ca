import {
  AssumeRoleCommand,
  AssumeRoleWithSAMLCommand,
  AssumeRoleWithWebIdentityCommand,
  STSClient,
} from '@aws-sdk/client-sts';
import { mockClient } from 'aws-sdk-client-mock';
import type { OperatorSignIn } from '../../../config/operations';
import { awsCallError } from '../../../lib/account/aws-call-error';
import {
  credentialsText,
  emergencyProblems,
  type EmergencyRequest,
  openData,
} from '../../../lib/operators/break-glass';
import { ACME_EU, environment } from '../../fixtures/environment';

const ROLE = 'arn:aws:iam::111122223333:role/ts-test-break-glass';
const EXPIRES = new Date('2026-11-26T18:00:00Z');
const Credentials = {
  AccessKeyId: 'ASIAEXAMPLE',
  SecretAccessKey: 'secret',
  SessionToken: 'token',
  Expiration: EXPIRES,
};
const AssumedRoleUser = {
  AssumedRoleId: 'AROAEXAMPLE:jane',
  Arn: 'arn:aws:sts::111122223333:assumed-role/ts-test-break-glass/jane',
};
const ROLES: OperatorSignIn = { roles: { 'break-glass': [{ arn: 'arn:aws:iam::111122223333:user/jane' }] } };
const OIDC: OperatorSignIn = {
  oidc: { issuer: 'https://id.example.com', audiences: { 'break-glass': 'break-glass' } },
};
const SAML: OperatorSignIn = { saml: { provider: { metadataDocument: '<xml/>' } } };

function request(changes: Partial<EmergencyRequest> = {}, signIn = ROLES): EmergencyRequest {
  return {
    environment: environment({ operations: { signIn, breakGlass: { sessionMinutes: 30, notify: [] } } }),
    organization: ACME_EU,
    reason: 'INC-4711 lost tables',
    minutes: 15,
    evidence: { person: 'jane' },
    ...changes,
  };
}

const sts = mockClient(STSClient);
afterAll(() => {
  sts.restore();
});
beforeEach(() => sts.reset());

test.each([
  [
    'a token',
    { webIdentityToken: 'x' },
    OIDC,
    /^AWS denies sts:Assume.*; the token or assertion must be for break-glass/,
  ],
  ['a user', { person: 'jane' }, ROLES, /^AWS denies sts:Assume.*; you must be listed under "break-glass"/],
] as const)(
  'who is denied with %s is told what it takes, and that operators are alerted',
  async (_what, evidence, signIn, told) => {
    const denied = awsCallError(
      { action: 'sts:AssumeRole', resource: ROLE, confidential: false },
      Object.assign(new Error('no'), { name: 'AccessDenied' }),
    );
    sts.onAnyCommand().rejects(denied);
    const refused = openData(request({ evidence }, signIn), new STSClient());
    await expect(refused).rejects.toThrow(told);
    await expect(refused).rejects.toMatchObject({
      code: 'AWS_DENIED',
      message: expect.stringMatching(
        /the attempt is recorded, and the operators on call are alerted$/,
      ) as string,
    });
  },
);

test('a user names the organization, the reason and themselves, and shows MFA', async () => {
  sts.on(AssumeRoleCommand).resolves({ Credentials, AssumedRoleUser });
  const mfa = { serialNumber: 'arn:aws:iam::111122223333:mfa/jane', code: '123456' };
  await expect(openData(request({ evidence: { person: 'jane', mfa } }), new STSClient())).resolves.toEqual({
    accessKeyId: 'ASIAEXAMPLE',
    secretAccessKey: 'secret',
    sessionToken: 'token',
    expiresAt: EXPIRES,
    sessionArn: AssumedRoleUser.Arn,
  });
  expect(sts.call(0).args[0].input).toEqual({
    RoleArn: ROLE,
    DurationSeconds: 900,
    RoleSessionName: 'jane',
    SourceIdentity: 'jane',
    Tags: [
      { Key: 'orgSlug', Value: 'acme-eu' },
      { Key: 'reason', Value: 'INC-4711 lost tables' },
    ],
    SerialNumber: mfa.serialNumber,
    TokenCode: '123456',
  });
});

test('a role of another account shows its external id, and no MFA device', async () => {
  sts.on(AssumeRoleCommand).resolves({ Credentials, AssumedRoleUser });
  await openData(request({ evidence: { person: 'jane', externalId: 'contract-17' } }), new STSClient());
  const { input } = sts.call(0).args[0];
  expect(input).toMatchObject({ ExternalId: 'contract-17' });
  expect(input).not.toHaveProperty('SerialNumber');
});

test("an identity provider's token and assertion say everything themselves", async () => {
  sts.on(AssumeRoleWithWebIdentityCommand).resolves({ Credentials, AssumedRoleUser });
  await openData(request({ evidence: { webIdentityToken: 'a.b.c' } }, OIDC), new STSClient());
  expect(sts.call(0).args[0].input).toEqual({
    RoleArn: ROLE,
    DurationSeconds: 900,
    RoleSessionName: 'break-glass-acme-eu',
    WebIdentityToken: 'a.b.c',
  });
  sts.on(AssumeRoleWithSAMLCommand).resolves({ Credentials, AssumedRoleUser });
  await openData(request({ evidence: { samlAssertion: 'PHhtbC8+' } }, SAML), new STSClient());
  expect(sts.call(1).args[0].input).toEqual({
    RoleArn: ROLE,
    DurationSeconds: 900,
    PrincipalArn: 'arn:aws:iam::111122223333:saml-provider/ts-test-operators',
    SAMLAssertion: 'PHhtbC8+',
  });
});

test('an answer without credentials is a failure', async () => {
  sts.on(AssumeRoleCommand).resolves({ AssumedRoleUser });
  await expect(openData(request(), new STSClient())).rejects.toMatchObject({ code: 'NO_SESSION' });
});

test.each<[string, EmergencyRequest, readonly string[]]>([
  ['no break-glass', request({ environment: environment() }), ['--environment']],
  ['no reason', request({ reason: '  ' }), ['--reason']],
  ['a reason that no tag can hold', request({ reason: 'lost * tables' }), ['--reason']],
  ['a reason that is too long', request({ reason: 'x'.repeat(257) }), ['--reason']],
  ['too short a time', request({ minutes: 14 }), ['--minutes']],
  ['a longer time than the environment allows', request({ minutes: 31 }), ['--minutes']],
  ['a name that is none', request({ evidence: { person: 'jane doe' } }), ['--person']],
  [
    'a token where people come from the account',
    request({ evidence: { webIdentityToken: 'a.b.c' } }),
    ['break-glass'],
  ],
  ['nobody named where people sign in', request({}, OIDC), ['break-glass']],
  [
    'all of it',
    request({ reason: '', minutes: 0, evidence: { person: '' } }, SAML),
    ['--reason', '--minutes', 'break-glass', '--person'],
  ],
])('refuses before any alarm is raised: %s', async (_what, refused, places) => {
  expect(emergencyProblems(refused).map(({ place }) => place)).toEqual(places);
  await expect(openData(refused, new STSClient())).rejects.toMatchObject({ code: 'CONFIGURATION' });
  expect(sts.calls()).toEqual([]);
});

test('credentials are a profile of their own', () => {
  const session = {
    accessKeyId: 'ASIAEXAMPLE',
    secretAccessKey: 'secret',
    sessionToken: 'token',
    expiresAt: EXPIRES,
    sessionArn: '',
  };
  expect(credentialsText('break-glass-acme', session)).toBe(
    '[break-glass-acme]\naws_access_key_id = ASIAEXAMPLE\naws_secret_access_key = secret\naws_session_token = token\n',
  );
});
