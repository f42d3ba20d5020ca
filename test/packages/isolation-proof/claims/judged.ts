import type { Claim, Judgement, Violation } from '../../../../packages/isolation-proof/src/claims/claim';
import { examine } from '../../../../packages/isolation-proof/src/judge/examine';
import type { Model } from '../../../../packages/isolation-proof/src/model/model';
import type { TenantTags } from '../../../../packages/isolation-proof/src/model/tenant-tags';
import type { Tenancy } from '../../../../packages/isolation-proof/src/tenancy/tenancy';
import type { JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import type { StackTemplate } from '../../../../packages/isolation-proof/src/templates/template';
import type { Resources } from '../fixtures/identities';
import { NOTHING_SHARED } from '../fixtures/nothing-shared';
import { policyOf } from '../fixtures/organizations';
import { TAGS } from '../fixtures/tenant-tags';

/** Judges one claim on stacks; tenants have and share nothing but what is said. */
export function judged(
  claim: Claim,
  stacks: readonly StackTemplate[],
  tenancyOf: (model: Model) => Partial<Tenancy> = () => ({}),
  tenants: TenantTags = TAGS,
): Judgement {
  const specification = {
    tenants,
    tenancyOf: (model: Model) => ({ ...NOTHING_SHARED, ...tenancyOf(model) }),
    claims: [claim],
  };
  return examine(stacks, specification, claim.judge);
}

/** What is said against stacks. */
export function told({ violations }: Pick<Judgement, 'violations'>): string[] {
  return violations.map(({ what }) => what);
}

/** What is said against stacks, where it stands, and what to do about it. */
export function advised({ violations }: Pick<Judgement, 'violations'>): string[] {
  return violations.map(
    ({ what, statements, path, remedy }) =>
      `${what} [${[...statements.map(({ name }) => name), ...(path === undefined ? [] : [path])].join(', ')}] ${remedy}`,
  );
}

/** Under which policies requests are allowed, and with which context. */
export function circumstances({ violations }: Pick<Judgement, 'violations'>): string[] {
  return [...new Set(violations.map(circumstancesOf))];
}

function circumstancesOf({ request }: Violation): string {
  if (request === undefined) return 'no request';
  const context = Object.entries(request.context).map(([key, value]) => `${key} ${value}`);
  return [request.lens, ...context].join('; ');
}

/** A queue with a policy of these statements. */
export function queueWith(...statements: readonly JsonObject[]): Resources {
  return {
    Queue: ['AWS::SQS::Queue', { QueueName: 'queue' }],
    Policy: [
      'AWS::SQS::QueuePolicy',
      {
        Queues: [{ Ref: 'Queue' }],
        PolicyDocument: policyOf(
          ...statements.map((one) => ({
            Effect: 'Allow',
            Action: 'sqs:SendMessage',
            Resource: { 'Fn::GetAtt': ['Queue', 'Arn'] },
            ...one,
          })),
        ),
      },
    ],
  };
}

/** A role of no tenant, with a trust policy of these statements. */
export function trustedBy(...statements: readonly JsonObject[]): Resources {
  const trust = policyOf(...statements.map((one) => ({ Effect: 'Allow', Action: 'sts:AssumeRole', ...one })));
  return { Role: ['AWS::IAM::Role', { RoleName: 'trusting', AssumeRolePolicyDocument: trust }] };
}
