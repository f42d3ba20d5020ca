import { mkdtempSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OPERATOR_ROLES } from '../../../../config/operations-schema';
import { Naming } from '../../../../config/naming';
import { parseOrgSlug } from '../../../../config/org-slug';
import {
  analystProfile,
  hubProfile,
  operatorProfiles,
  writeAwsConfig,
} from '../../../../tools/local/story/aws-profiles';
import { environment } from '../../../fixtures/environment';

const config = environment({
  analysts: { oidc: { issuer: 'https://id.example.com', audience: 'analysts' } },
  operations: {
    signIn: {
      oidc: {
        issuer: 'https://id.example.com',
        audiences: Object.fromEntries(OPERATOR_ROLES.map((use) => [use, `for-${use}`])),
      },
    },
  },
});
const scratch = mkdtempSync(join(tmpdir(), 'aws-profiles-'));
const signed: unknown[] = [];
const context = {
  repository: '/home/a b',
  environment: config,
  naming: new Naming(config),
  scratch,
  issuer: {
    issuer: 'https://id.example.com',
    endpoint: 'http://127.0.0.1:1',
    sign: (claims: unknown) => {
      signed.push(claims);
      return Promise.resolve('the.signed.token');
    },
    close: () => Promise.resolve(),
  },
};

test('the profiles of a hub and an analyst hold no secret, and the files are their owner’s only', async () => {
  const profiles = [
    hubProfile(context, { configFile: '/tmp/hub.json' }),
    await analystProfile(context, { slug: parseOrgSlug('acme') }),
  ];
  const file = writeAwsConfig(context, profiles);
  const token = join(scratch, 'analyst-of-acme.token');
  expect(readFileSync(file, 'utf8').split('\n')).toEqual([
    '[profile hub]',
    `region = ${config.region.name}`,
    `credential_process = ${process.execPath} "/home/a b/bin/data-hub.mjs" credentials --config /tmp/hub.json`,
    '',
    '[profile analyst]',
    `region = ${config.region.name}`,
    `role_arn = ${context.naming.roleArn(context.naming.organization(parseOrgSlug('acme')).analystRole)}`,
    'role_session_name = ann',
    `web_identity_token_file = ${token}`,
    '',
  ]);
  expect(readFileSync(token, 'utf8')).toBe('the.signed.token');
  expect([file, token].map((path) => statSync(path).mode & 0o777)).toEqual([0o600, 0o600]);
  expect(signed).toEqual([
    { subject: 'ann', audience: 'analysts', sessionTags: { orgSlug: 'acme' }, seconds: 43_200 },
  ]);
});

test('each daily use of operators has a profile, whose token is for that use, names a person and belongs to nobody else', async () => {
  signed.length = 0;
  const profiles = await operatorProfiles(context);

  const uses = ['hub-operator', 'hub-revoker', 'secret-writer', 'monitor', 'auditor'];
  expect(profiles.map(({ name }) => name)).toEqual(uses);
  expect(profiles.at(-1)?.settings).toEqual({
    role_arn: expect.stringMatching(/-auditor$/) as string,
    role_session_name: 'aude@example.com',
    web_identity_token_file: join(scratch, 'auditor.token'),
  });
  expect(signed).toMatchObject(
    uses.map((use) => ({ audience: `for-${use}`, sourceIdentity: expect.stringContaining('@') as string })),
  );
  expect(uses.map((use) => statSync(join(scratch, `${use}.token`)).mode & 0o777)).toEqual(
    uses.map(() => 0o600),
  );
});
