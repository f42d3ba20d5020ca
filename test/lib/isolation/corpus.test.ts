import type { JsonObject } from '../../../packages/isolation-proof/src/templates/json';
import { prove } from '../../../lib/isolation/proof';
import {
  inlinePolicy,
  IOT_TRUST,
  roleOf,
  twoOrganizations,
} from '../../packages/isolation-proof/fixtures/organizations';
import { ACCOUNT } from '../../packages/isolation-proof/fixtures/stack-of';
import { withRequestsOfOneService } from './shown-requests';
import {
  bucket,
  DATA,
  identity,
  key,
  KEY_ADMINISTRATION,
  OTHERS,
  PARAMETERS,
  ROLE,
  shared,
  trust,
} from './trap-assemblies';
import { CONDITION_TRAPS } from './condition-traps';
import type { Trap } from './trap';

const IAM = 'https://docs.aws.amazon.com/IAM/latest/UserGuide';
const S3 = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide';
const KMS = 'https://docs.aws.amazon.com/kms/latest/developerguide';
const SSM = 'https://docs.aws.amazon.com/systems-manager/latest/userguide';

const service = (condition: JsonObject): JsonObject => ({
  Principal: { Service: 'ssm.amazonaws.com' },
  ...condition,
});

const TRAPS: readonly Trap[] = [
  {
    trap: 'a folder without its slash is also the beginning of a longer name',
    page: `${S3}/using-prefixes.html`,
    unsafe: identity({ Resource: `${DATA}/acme*` }),
    safe: identity({ Resource: `${DATA}/acme/*` }),
    claim: 'tenant-isolation',
  },
  {
    trap: 'a wildcard matches slashes, too',
    page: `${IAM}/reference_policies_elements_resource.html`,
    unsafe: identity({ Resource: `${DATA}/*/acme/*` }),
    safe: identity({ Resource: `${DATA}/acme/*/acme/*` }),
    claim: 'tenant-isolation',
  },
  {
    trap: 'ARNs are compared with their case',
    page: `${IAM}/reference_policies_elements_resource.html`,
    unsafe: identity({ Resource: `${DATA}/Acme/*` }),
    safe: identity({ Resource: `${DATA}/acme/*` }),
    claim: 'tenant-isolation',
  },
  {
    trap: 'actions are compared without their case',
    page: `${IAM}/reference_policies_elements_action.html`,
    unsafe: identity({ Action: 'S3:pUtObJeCt', Resource: OTHERS }),
    safe: identity({ Action: 'S3:pUtObJeCt', Resource: `${DATA}/acme/*` }),
    claim: 'tenant-isolation',
  },
  {
    trap: 'NotAction in Allow allows everything else, also what comes later',
    page: `${IAM}/reference_policies_elements_notaction.html`,
    unsafe: [
      ...twoOrganizations({
        Role: roleOf(
          'acme',
          inlinePolicy({ Effect: 'Allow', NotAction: 'iam:*', Resource: `${DATA}/acme/*` }),
        ),
      }),
      bucket(),
    ],
    safe: identity({ Resource: `${DATA}/acme/*` }),
    claim: 'action-ceiling',
  },
  {
    trap: 'NotResource in Allow allows every other resource',
    page: `${IAM}/reference_policies_elements_notresource.html`,
    unsafe: identity({ NotResource: `${DATA}/globex/*` }),
    safe: identity({ Resource: `${DATA}/acme/*` }),
    claim: 'tenant-isolation',
  },
  ...CONDITION_TRAPS,
  {
    trap: 'parameters by path are allowed by the path that is asked for, not by what is returned',
    page: `${SSM}/sysman-paramstore-access.html`,
    unsafe: identity({ Action: 'ssm:GetParametersByPath', Resource: PARAMETERS }),
    safe: identity({ Action: 'ssm:GetParameters', Resource: PARAMETERS }),
    claim: 'write-only-hubs',
  },
  {
    trap: 'passing a role to a service is using it',
    page: `${IAM}/id_roles_use_passrole.html`,
    unsafe: identity({ Action: 'iam:PassRole', Resource: `${ROLE}/acme-role` }),
    safe: identity({ Resource: `${DATA}/acme/*` }),
    claim: 'action-ceiling',
  },
  {
    trap: 'a grant gives others the use of a key, past every policy',
    page: `${KMS}/grants.html`,
    unsafe: identity({ Action: 'kms:CreateGrant', Resource: '*' }),
    safe: identity({ Resource: `${DATA}/acme/*` }),
    claim: 'action-ceiling',
  },
  {
    trap: 'whoever may tag a session chooses what principal tags say',
    page: `${IAM}/id_session-tags.html`,
    unsafe: trust({
      Principal: { Service: 'credentials.iot.amazonaws.com' },
      Action: ['sts:AssumeRole', 'sts:TagSession'],
    }),
    safe: trust({ Principal: { Service: 'credentials.iot.amazonaws.com' } }),
    claim: 'session-tags',
  },
  {
    trap: 'trusting the account is trusting everybody in it who may assume roles',
    page: `${IAM}/reference_policies_elements_principal.html`,
    unsafe: trust({ Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` } }),
    safe: trust({ Principal: { AWS: `${ROLE}/acme-role` } }),
    claim: 'impersonation',
  },
  {
    trap: 'a service acts on behalf of any account that asks it to',
    page: `${IAM}/confused-deputy.html`,
    unsafe: trust(service({})),
    safe: trust(service({ Condition: { StringEquals: { 'aws:SourceAccount': ACCOUNT } } })),
    claim: 'nothing-public',
  },
  {
    trap: "a key that trusts the account is opened by the account's identity policies",
    page: `${KMS}/key-policy-default.html`,
    unsafe: key('kms:*'),
    safe: key(KEY_ADMINISTRATION),
    claim: 'key-policies',
  },
  {
    trap: 'an ARN of a bucket is not its objects',
    page: `${S3}/security_iam_service-with-iam.html`,
    unsafe: shared({ Resource: DATA }),
    safe: shared({ Resource: [DATA, `${DATA}/*`] }),
    claim: 'platform-principals',
  },
  {
    trap: 'a bucket policy that allows a principal is enough, past its boundary and without its own policy',
    page: `${IAM}/access_policies_boundaries.html`,
    unsafe: [
      ...twoOrganizations(),
      bucket({
        Effect: 'Allow',
        Principal: { AWS: `${ROLE}/acme-role` },
        Action: 's3:GetObject',
        Resource: OTHERS,
      }),
    ],
    safe: shared({ Resource: '*' }),
    claim: 'tenant-isolation',
  },
  {
    trap: 'AWS "*" is everybody, in every account',
    page: `${IAM}/reference_policies_elements_principal.html`,
    unsafe: shared({ Effect: 'Allow', Principal: { AWS: '*' }, Resource: `${DATA}/public/*` }),
    safe: shared({ Principal: { AWS: '*' }, Resource: '*' }),
    claim: 'nothing-public',
  },
];

test.each(TRAPS)('$trap', ({ unsafe, safe, claim }) => {
  const violated = withRequestsOfOneService(prove(unsafe)).claims.filter(
    ({ verdict }) => verdict === 'violated',
  );
  expect(violated.map(({ id }) => id)).toContain(claim);
  // Most roles here are those of hubs, for traps that are not about hubs: which of them writes where does not matter.
  const others = prove(safe).claims.filter(({ id }) => id !== 'own-hub-folders');
  expect(others.flatMap(({ violations }) => violations.map(({ what }) => what))).toEqual([]);
});

test('every trap is on a page of AWS', () => {
  for (const { page } of TRAPS)
    expect(page).toMatch(/^https:\/\/docs\.aws\.amazon\.com\/[\w/-]+\.html(#\w+)?$/);
});

test('the base that all traps are set in is proved', () => {
  expect(
    prove([...twoOrganizations({ Role: roleOf('acme', { AssumeRolePolicyDocument: IOT_TRUST }) }), bucket()])
      .verdict,
  ).toBe('proved');
});
