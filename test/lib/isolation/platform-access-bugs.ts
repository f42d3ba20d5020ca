import type { JsonObject } from '../../../packages/isolation-proof/src/templates/json';
import { ACME, inStatement, type PlantedBug, SHARED } from './planted-bug';

/** Mistakes in policies of keys and buckets that let in whoever is of no organization. */
export const PLATFORM_ACCESS_BUGS: readonly PlantedBug[] = [
  [
    'names of objects that any administrator sees',
    inStatement(SHARED, 'DenyListingWithoutOrganization', (statement) => ({
      ...statement,
      Condition: { ...(statement['Condition'] as JsonObject), StringEquals: { 'aws:PrincipalAccount': '0' } },
    })),
    'platform-principals',
  ],
  [
    'names of objects that the platform sees through Athena, too',
    inStatement(SHARED, 'DenyListingWithoutOrganization', (statement) => ({
      ...statement,
      Condition: {
        Null: { 'aws:PrincipalTag/orgSlug': 'true' },
        StringNotEquals: {
          'aws:CalledViaLast': ['cloudformation.amazonaws.com', 'athena.amazonaws.com'],
        },
      },
    })),
    'platform-principals',
  ],
  [
    'names of versions that the platform sees through CloudFormation',
    inStatement(SHARED, 'DenyListingVersionsWithoutOrganization', (statement) => ({
      ...statement,
      Condition: {
        Null: { 'aws:PrincipalTag/orgSlug': 'true' },
        StringNotEquals: { 'aws:CalledViaLast': 'cloudformation.amazonaws.com' },
      },
    })),
    'platform-principals',
  ],
  [
    "a key policy that forgets to compare the organization's tag",
    inStatement(ACME, 'AllowUseByOrganization', ({ Condition: _condition, ...statement }) => statement),
    'key-policies',
  ],
  [
    'a key without its Deny and with a wider Allow',
    (templates) => {
      inStatement(ACME, 'DenyUseWithoutOrganization', (statement) => ({ ...statement, Effect: 'Allow' }))(
        templates,
      );
    },
    'platform-principals',
  ],
  [
    'a key with which operators encrypt more than connector secrets',
    (templates) => {
      for (const sid of ['AllowWritingConnectorSecrets', 'DenyEncryptionOfOtherParameters']) {
        inStatement(ACME, sid, ({ Condition: _condition, ...statement }) => ({
          ...statement,
          Condition: { StringEquals: { 'kms:ViaService': 'ssm.eu-central-1.amazonaws.com' } },
          Effect: 'Allow',
        }))(templates);
      }
    },
    'platform-principals',
  ],
  [
    'a bucket policy that lets callers without an organization at objects',
    inStatement(SHARED, 'DenyObjectsWithoutOrganization', (statement) => ({
      ...statement,
      Action: 's3:PutObject',
    })),
    'platform-principals',
  ],
];
