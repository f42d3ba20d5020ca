import type { decide } from '../../../../packages/isolation-proof/src/decide/decide';
import type { ConcreteRequest } from '../../../../packages/isolation-proof/src/decide/request';
import type { GuardedResource } from '../../../../packages/isolation-proof/src/model/guarded-resource';
import type { Principal, Subject } from '../../../../packages/isolation-proof/src/model/principal';
import { readStatements, type Statement } from '../../../../packages/isolation-proof/src/policies/statement';
import type { JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import { policyOf } from '../fixtures/organizations';
import { resourceOf } from '../fixtures/stack-of';

export const OBJECT = 'arn:aws:s3:::data/acme/x';
export const KEY = 'arn:aws:kms:eu-central-1:111122223333:key/k1';
export const TOPIC = 'arn:aws:sns:eu-central-1:111122223333:topic';
export const USER = 'arn:aws:iam::111122223333:user/ann';
export const ROLE = 'arn:aws:iam::111122223333:role/path/reader';
export const ROOT = 'arn:aws:iam::111122223333:root';
/** Has no value in any request here. */
export const UNKNOWN = '${aws:PrincipalTag/none}';

const POLICY = resourceOf('AWS::IAM::ManagedPolicy');
export type Decided = Parameters<typeof decide>[0];

/** Statements of one policy, each of which allows anything unless it says otherwise. */
export function statements(...list: readonly JsonObject[]): Statement[] {
  const whole = list.map((one) => ({
    Effect: 'Allow',
    ...('NotAction' in one ? {} : { Action: '*' }),
    ...('NotResource' in one ? {} : { Resource: '*' }),
    ...one,
  }));
  return [...readStatements(policyOf(...whole), POLICY)];
}

export function subject(
  arn: string,
  identity: readonly Statement[],
  boundary?: readonly Statement[],
): Subject {
  return { arn, identity, boundary, facts: new Map() };
}

export function guarded(
  kind: GuardedResource['kind'],
  arn: string,
  policy: readonly Statement[],
  facts: GuardedResource['facts'] = new Map(),
): GuardedResource {
  return { kind, arn, contents: [], owner: undefined, policy, facts, source: POLICY };
}

/** A bucket whose policy says nothing. */
export const BUCKET = guarded('bucket', 'arn:aws:s3:::data', []);

export function modelOf(...resources: readonly GuardedResource[]): Decided {
  return { guarded: resources, principals: [] };
}

/** A principal of the templates, with a trust policy. */
export function principal(kind: Principal['kind'], arn: string, trust: readonly Statement[]): Principal {
  return { ...subject(arn, []), kind, owner: undefined, trust, source: POLICY };
}

export function request(
  requester: ConcreteRequest['requester'],
  resource = OBJECT,
  action = 's3:GetObject',
): ConcreteRequest {
  return { requester, action, resource, context: new Map() };
}
