import {
  type ConcreteRequest,
  evaluate,
  type NamedPrincipals,
  type Policies,
  type PolicyDocument,
  type PolicyStatement,
} from './naive-evaluator';
import type { Case } from './random-policies';

export const USER = 'arn:aws:iam::111122223333:user/alice';
export const ROLE = 'arn:aws:iam::111122223333:role/reader';
export const ROOT = 'arn:aws:iam::111122223333:root';
const OBJECT = 'arn:aws:s3:::data/acme/x';

const ASKED: ConcreteRequest = {
  principal: USER,
  principalTags: { orgSlug: 'acme' },
  action: 's3:GetObject',
  resource: OBJECT,
  context: {},
};

export function policy(...statements: Partial<PolicyStatement>[]): PolicyDocument {
  return {
    Version: '2012-10-17',
    Statement: statements.map((statement) => ({ Effect: 'Allow', ...ofAnything(statement), ...statement })),
  };
}

function ofAnything(statement: Partial<PolicyStatement>): Partial<PolicyStatement> {
  return {
    ...(statement.NotAction === undefined ? { Action: '*' } : {}),
    ...(statement.NotResource === undefined ? { Resource: '*' } : {}),
  };
}

type Guard = NonNullable<Policies['resource']>;

export const allowAll = policy({});
export const nothing = policy({ Action: 'sns:Publish' });
export const bucket = (...statements: Partial<PolicyStatement>[]): Guard => ({
  kind: 'bucket',
  document: policy(...statements),
});
export const key = (Principal: NamedPrincipals): Guard => ({
  kind: 'key',
  document: policy({ Principal }),
});
export const aws = (...texts: string[]): NamedPrincipals => ({ AWS: texts });

/** What is asked, with everything that the request does not say as it is in {@link ASKED}. */
export function caseOf(policies: Partial<Policies>, request: Partial<ConcreteRequest> = {}): Case {
  const { resource, boundary, identity = [allowAll] } = policies;
  return {
    identity,
    ...(boundary === undefined ? {} : { boundary }),
    ...(resource === undefined ? {} : { resource }),
    request: { ...ASKED, ...request },
  };
}

export function decide(policies: Partial<Policies>, request: Partial<ConcreteRequest> = {}): string {
  const one = caseOf(policies, request);
  return evaluate(one, one.request);
}
