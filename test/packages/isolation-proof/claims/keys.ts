import type { JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import type { Resources } from '../fixtures/identities';
import { policyOf, tagsOf } from '../fixtures/organizations';
import { ACCOUNT } from '../fixtures/stack-of';

const ROOT = `arn:aws:iam::${ACCOUNT}:root`;

/** What a key of acme's lets in, by name: its tenant, through S3 and Parameter Store. */
export const ALLOWS: Readonly<Record<string, JsonObject>> = {
  Own: {
    Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
    Condition: {
      StringEquals: {
        'aws:PrincipalTag/orgSlug': 'acme',
        'kms:ViaService': ['s3.eu-central-1.amazonaws.com', 'ssm.eu-central-1.amazonaws.com'],
      },
    },
  },
};

/** A key with a policy of these statements, each of which lets the account in unless it says otherwise. */
export function key(id: string, owner: string | undefined, ...statements: readonly JsonObject[]): Resources {
  const allow = { Effect: 'Allow', Principal: { AWS: ROOT }, Action: 'kms:*', Resource: '*' };
  return {
    [id]: [
      'AWS::KMS::Key',
      {
        KeyPolicy: policyOf(...statements.map((one) => ({ ...allow, ...one }))),
        ...(owner === undefined ? {} : { Tags: tagsOf(owner) }),
      },
    ],
  };
}

/** Denies everybody the use of a key under these conditions. */
export function deny(Sid: string, Condition: JsonObject, Action: string | string[] = 'kms:*'): JsonObject {
  return { Sid, Effect: 'Deny', Principal: '*', Action, Condition };
}
