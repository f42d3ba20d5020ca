import { generalClaims } from '../../../../packages/isolation-proof/src/claims/general-claims';
import { verify } from '../../../../packages/isolation-proof/src/judge/verify';
import { sharedByLeadingKey } from '../../../../packages/isolation-proof/src/tenancy/leading-keys';
import type { TenantSessions } from '../../../../packages/isolation-proof/src/tenancy/tenancy';
import { tenancyFrom } from '../../../../packages/isolation-proof/src/tenancy/tenancy-from';
import type { Json, JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import type { StackTemplate } from '../../../../packages/isolation-proof/src/templates/template';
import { inlinePolicy, policyOf, twoOrganizations } from '../fixtures/organizations';
import { ACCOUNT, stackOf } from '../fixtures/stack-of';

export const ROLE = `arn:aws:iam::${ACCOUNT}:role`;
export const TABLE = `arn:aws:dynamodb:eu-central-1:${ACCOUNT}:table/orders`;
const LAMBDA = policyOf({
  Effect: 'Allow',
  Principal: { Service: 'lambda.amazonaws.com' },
  Action: 'sts:AssumeRole',
});
export const TAG = '${aws:PrincipalTag/orgSlug}';
export const DEMANDED = { StringLike: { 'aws:RequestTag/orgSlug': '*' } };

export const trust = (others: JsonObject = {}): JsonObject => ({
  Sid: 'Vending',
  Effect: 'Allow',
  Principal: { AWS: `${ROLE}/vending` },
  Action: ['sts:AssumeRole', 'sts:TagSession'],
  Condition: DEMANDED,
  ...others,
});
export const items = (
  keys: Json = TAG,
  Action: Json = ['dynamodb:GetItem', 'dynamodb:Query'],
): JsonObject => ({
  Sid: 'Items',
  Effect: 'Allow',
  Action,
  Resource: TABLE,
  Condition: { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': keys } },
});
export const objects = (Resource: Json = `arn:aws:s3:::data/${TAG}/*`): JsonObject => ({
  Sid: 'Objects',
  Effect: 'Allow',
  Action: 's3:GetObject',
  Resource,
});

interface App {
  readonly trust?: readonly JsonObject[];
  readonly policies?: readonly JsonObject[];
  readonly access?: JsonObject;
  readonly vending?: JsonObject;
  readonly tenants?: readonly StackTemplate[];
  readonly sessions?: Partial<TenantSessions> | 'undeclared';
  readonly compared?: readonly string[];
}

/** An app with a role that tenants share, in sessions that a function opens. */
export function judge(app: App = {}): ReturnType<typeof verify> {
  const { tenants = twoOrganizations(), sessions = {}, compared = [] } = app;
  const shared = stackOf(
    {
      Data: ['AWS::S3::Bucket', { BucketName: 'data' }],
      Vending: ['AWS::IAM::Role', { RoleName: 'vending', AssumeRolePolicyDocument: LAMBDA, ...app.vending }],
      Access: [
        'AWS::IAM::Role',
        {
          RoleName: 'access',
          AssumeRolePolicyDocument: policyOf(...(app.trust ?? [trust()])),
          ...inlinePolicy(...(app.policies ?? [items(), objects()])),
          ...app.access,
        },
      ],
    },
    'shared',
  );
  const declared = { role: 'shared/Access', chosenBy: ['shared/Vending'], because: 'it reads the token' };
  return verify([shared, ...tenants], {
    tenants: { owner: 'orgSlug', compared },
    tenancyOf: tenancyFrom({
      sharedByFolder: ['data'],
      partitions: () => [sharedByLeadingKey([TABLE])],
      sessions: () => (sessions === 'undeclared' ? [] : [{ ...declared, ...sessions }]),
    }),
    claims: generalClaims().filter(({ id }) => CLAIMS.includes(id)),
  });
}

const CLAIMS = ['tenant-isolation', 'impersonation', 'session-tags', 'action-ceiling', 'flows'];

/** What is said against an app, with the claim that says it. */
export function said(app: App): string[] {
  const { proof } = judge(app);
  return proof.claims.flatMap(({ id, violations }) =>
    violations.map(({ what, statements }) => `${id}: ${what} [${statements.map(({ name }) => name).join()}]`),
  );
}
