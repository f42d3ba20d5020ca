import { ACME, inStatement, type PlantedBug } from './planted-bug';

/** Mistakes in who may become a role, and in what is attached to it. */
export const PLANTED_TRUSTS: readonly PlantedBug[] = [
  [
    "a trust of the neighbour's hubs",
    inStatement(ACME, 'IotCredentialsProvider', (statement) => ({
      ...statement,
      Principal: { AWS: 'arn:aws:iam::111122223333:role/ts-test-acme-eu-data-hub' },
    })),
    'impersonation',
  ],
  [
    'a trust of the whole account',
    inStatement(ACME, 'IotCredentialsProvider', (statement) => ({
      ...statement,
      Principal: { AWS: 'arn:aws:iam::111122223333:root' },
    })),
    'impersonation',
  ],
  [
    'sessions that bring their own tags',
    inStatement(ACME, 'IotCredentialsProvider', (statement) => ({ ...statement, Action: 'sts:*' })),
    'session-tags',
  ],
  [
    "a role alias of the neighbour's role",
    (templates) => {
      const alias = Object.values(templates[ACME]?.Resources ?? {}).find(
        ({ Type }) => Type === 'AWS::IoT::RoleAlias',
      );
      if (alias !== undefined)
        alias.Properties['RoleArn'] = 'arn:aws:iam::111122223333:role/ts-test-acme-eu-data-hub';
    },
    'impersonation',
  ],
  [
    "a policy attached to the neighbour's role",
    (templates) => {
      const policy = Object.values(templates[ACME]?.Resources ?? {}).find(
        ({ Properties }) => Properties['ManagedPolicyName'] === 'ts-test-acme-data-hub',
      );
      if (policy !== undefined) policy.Properties['Roles'] = ['ts-test-acme-eu-data-hub'];
    },
    'tenant-isolation',
  ],
  [
    'a trust of another account',
    inStatement(ACME, 'IotCredentialsProvider', (statement) => ({
      ...statement,
      Principal: { AWS: 'arn:aws:iam::999999999999:root' },
    })),
    'nothing-public',
  ],
];
