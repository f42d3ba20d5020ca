import { tenantIsolation } from '../../../../packages/isolation-proof/src/claims/tenant-isolation';
import type { Judgement } from '../../../../packages/isolation-proof/src/claims/claim';
import type { Locks } from '../../../../packages/isolation-proof/src/claims/locks';
import type { Tenancy } from '../../../../packages/isolation-proof/src/tenancy/tenancy';
import type { JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import type { Resources } from '../fixtures/identities';
import { inlinePolicy, policyOf, roleOf, tagsOf, twoOrganizations } from '../fixtures/organizations';
import { ACCOUNT, stackOf } from '../fixtures/stack-of';
import { judged } from './judged';

export const DATA = 'arn:aws:s3:::data';
export const allow = (
  Action: string | string[],
  Resource: string | string[] = '*',
  Condition: JsonObject = {},
): JsonObject => ({ Sid: 'May', Effect: 'Allow', Action, Resource, Condition });

export interface Options extends Locks {
  readonly tenancy?: Partial<Tenancy>;
  readonly resources?: Resources;
  /** A statement of the permissions boundary of acme's role. */
  readonly boundary?: JsonObject;
  /** A statement of the policy of the bucket of data. */
  readonly denied?: JsonObject;
  /** Whether the bucket of data is the only one. */
  readonly bare?: boolean;
}

/** Judges what a role of acme may do to what tenants share and have, of which each owns its folder and its bucket. */
export function judgeIsolation(
  statements: readonly JsonObject[],
  { locks = 'together', tenancy = {}, resources = {}, boundary, denied, bare = false }: Options = {},
): Judgement {
  const shared = stackOf(
    {
      Data: ['AWS::S3::Bucket', { BucketName: 'data' }],
      ...(denied === undefined
        ? {}
        : {
            Policy: [
              'AWS::S3::BucketPolicy',
              {
                Bucket: 'data',
                PolicyDocument: policyOf({
                  Effect: 'Deny',
                  Principal: '*',
                  Action: 's3:*',
                  Resource: [DATA, `${DATA}/*`],
                  ...denied,
                }),
              },
            ],
          }),
      ...(bare ? {} : { Other: ['AWS::S3::Bucket', { BucketName: 'other' }] as const }),
      Queue: ['AWS::SQS::Queue', { QueueName: 'shared' }],
    },
    'shared',
  );
  const bounded = boundary === undefined ? {} : { PermissionsBoundary: { Ref: 'Boundary' } };
  const own: Resources = {
    ...(bare ? {} : { Own: ['AWS::S3::Bucket', { BucketName: 'acme-own', Tags: tagsOf('acme') }] as const }),
    ...(boundary === undefined
      ? {}
      : { Boundary: ['AWS::IAM::ManagedPolicy', { PolicyDocument: policyOf(boundary) }] }),
    Role: roleOf('acme', { ...(statements.length === 0 ? {} : inlinePolicy(...statements)), ...bounded }),
    ...resources,
  };
  return judged(tenantIsolation({ locks }), [shared, ...twoOrganizations(own)], ({ guarded }) => ({
    dataBuckets: guarded.filter(({ arn }) => arn === DATA),
    ownResources: (tenant) => [
      `${DATA}/${tenant}/*`,
      `arn:aws:s3:::${tenant}-own`,
      `arn:aws:s3:::${tenant}-own/*`,
    ],
    ...tenancy,
  }));
}

export const SHARED_QUEUE = `arn:aws:sqs:eu-central-1:${ACCOUNT}:shared`;
/** What is found of acme's role. */
export const may = (what: string, how: string): string =>
  `acme-role of acme may ${what}, which is not acme's (${how} more)`;
