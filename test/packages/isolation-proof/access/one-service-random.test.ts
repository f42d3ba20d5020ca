import * as fc from 'fast-check';
import type { JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import { prove } from '../../../../lib/isolation/proof';
import { inlinePolicy, policyOf, roleOf, tagsOf, twoOrganizations } from '../fixtures/organizations';
import { withRequestsOfOneService } from '../../../lib/isolation/shown-requests';
import { ACCOUNT } from '../fixtures/stack-of';
import { bucket } from '../../../lib/isolation/trap-assemblies';

const KEY = {
  Key: [
    'AWS::KMS::Key',
    {
      Tags: tagsOf('acme-eu'),
      KeyPolicy: policyOf({ Effect: 'Allow', Principal: { AWS: ACCOUNT }, Action: 'kms:*', Resource: '*' }),
    },
  ],
} as const;

const ACTIONS = ['*', 's3:*', 's3:Get*', 's3:PutObject', 'kms:*', 'kms:Decrypt', '*:Get*', 'glue:GetTable'];
const MORE = ['sts:*', 'sts:AssumeRole', 'iam:*', 'ssm:GetParameter', 'ecr:*', 'dynamodb:*', 'k?s:Decrypt'];
const RESOURCES = [
  '*',
  'arn:aws:s3:::*',
  'arn:aws:s3:::data/*',
  'arn:aws:kms:*:*:key/*',
  'arn:*',
  'arn:aws:*:*:*:x',
];

/** Statements of every kind, on resources of their own service and of others. */
const statements = fc.array(
  fc
    .record({
      Effect: fc.constantFrom('Allow', 'Allow', 'Deny'),
      actions: fc.constantFrom('Action', 'NotAction'),
      resources: fc.constantFrom('Resource', 'Resource', 'NotResource'),
      texts: fc.subarray([...ACTIONS, ...MORE], { minLength: 1, maxLength: 3 }),
      places: fc.subarray(RESOURCES, { minLength: 1, maxLength: 2 }),
    })
    .map(({ Effect, actions, resources, texts, places }): JsonObject => ({
      Effect,
      [actions]: texts,
      [resources]: places,
    })),
  { minLength: 1, maxLength: 4 },
);

test('whatever the policies say, no counterexample pairs an action with a resource of another service', () => {
  fc.assert(
    fc.property(statements, (list) => {
      const acme = { Role: roleOf('acme', inlinePolicy(...list)) };
      withRequestsOfOneService(prove([...twoOrganizations(acme, KEY), bucket()]));
    }),
    { numRuns: 60, seed: 20_261_126 },
  );
}, 60_000);
