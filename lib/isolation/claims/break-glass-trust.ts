import type { Asking } from '../../../packages/isolation-proof/src/claims/asking';
import type { Evidence } from '../../../packages/isolation-proof/src/claims/evidence';
import type { Principal } from '../../../packages/isolation-proof/src/model/principal';
import type { Statement } from '../../../packages/isolation-proof/src/policies/statement';
import { MFA_TAG, REASON_TAG } from '../../../config/break-glass-tags';
import { SESSION_SECONDS } from '../../../config/session-duration';

/** A condition that every statement has to have, in the plainest form, which needs no reasoning. */
interface Demand {
  readonly operator: string;
  readonly key: string;
  /** Of these values only. */
  readonly values: readonly string[];
  /** What it is for, as the reason why it is missed. */
  readonly otherwise: string;
}

const requestTag = (tag: string): string => `aws:requesttag/${tag}`.toLowerCase();

/**
 * Whoever gets in says who they are, for which organization and why, proves MFA, and comes through the endpoint of the
 * Region, whose rule then raises the alarm. Principals of the templates do not get in: they have jobs of their own.
 */
export function judgeBreakGlassTrust(asking: Asking, role: Principal, { model }: Evidence): void {
  const inTemplates = new Set(model.principals.map(({ arn }) => arn));
  const region = role.source.stack.region;
  const { MaxSessionDuration: seconds = SESSION_SECONDS } = role.source.properties;
  if (typeof seconds !== 'number' || seconds > SESSION_SECONDS) {
    asking.refute(
      `sessions of ${role.arn} may last longer than an hour`,
      [],
      `Set MaxSessionDuration to ${SESSION_SECONDS}.`,
      role.source.path,
    );
  }
  for (const statement of role.trust) {
    asking.check(statement);
    if (statement.effect !== 'Allow') continue;
    const { principals } = statement;
    if (
      principals === undefined ||
      principals.negated ||
      principals.others.length + principals.services.length > 0
    ) {
      asking.refute(
        `principals that are not named, or AWS services, may assume ${role.arn}`,
        [statement],
        'Name users or roles of the account, or an identity provider.',
      );
      continue;
    }
    for (const arn of principals.aws.filter(
      (text) => text === undefined || inTemplates.has(text) || !isIdentity(text),
    )) {
      asking.refute(
        `${arn ?? 'a principal that is unknown before deployment'} may assume ${role.arn}`,
        [statement],
        'Name users or roles that people come from; those of the platform and of organizations have jobs of their own.',
      );
    }
    for (const demand of demandsOn(model.ownership.tags.owner, region, proofsOfMfa(principals))) {
      if (isMet(statement, demand)) continue;
      asking.refute(
        `whoever assumes ${role.arn} ${demand.otherwise}`,
        [statement],
        `Demand it: ${demand.operator} ${demand.key} ${demand.values.join(', ')}.`,
      );
    }
  }
}

/** An identity provider says it in a tag that comes along, the account in one of the role, and users show it. */
function proofsOfMfa({ federated, aws }: NonNullable<Statement['principals']>): Demand[] {
  const isUser = (arn: (typeof aws)[number]): boolean => arn?.includes(':user/') === true;
  const otherwise = 'need not use MFA';
  const values = ['true'];
  return [
    ...(federated.length > 0
      ? [{ operator: 'StringEquals', key: requestTag(MFA_TAG), values, otherwise }]
      : []),
    ...(aws.some(isUser) ? [{ operator: 'Bool', key: 'aws:multifactorauthpresent', values, otherwise }] : []),
    ...(aws.every(isUser)
      ? []
      : [{ operator: 'StringEquals', key: `aws:principaltag/${MFA_TAG}`, values, otherwise }]),
  ];
}

function demandsOn(ownerTag: string, region: string, mfa: readonly Demand[]): Demand[] {
  const something = ['?*'];
  return [
    {
      operator: 'StringLike',
      key: 'sts:sourceidentity',
      values: something,
      otherwise: 'need not say who they are',
    },
    {
      operator: 'StringLike',
      key: requestTag(ownerTag),
      values: something,
      otherwise: 'need not name an organization',
    },
    { operator: 'StringLike', key: requestTag(REASON_TAG), values: something, otherwise: 'need not say why' },
    ...mfa,
    {
      operator: 'StringEquals',
      key: 'aws:requestedregion',
      values: [region],
      otherwise: "may do so through another Region's endpoint, where no rule sees it",
    },
  ];
}

function isMet({ conditions }: Statement, { operator, key, values }: Demand): boolean {
  return conditions.some(
    (condition) =>
      condition.operator === operator &&
      condition.key === key &&
      condition.values.length > 0 &&
      condition.values.every((value) => value !== undefined && values.includes(value)),
  );
}

function isIdentity(arn: string): boolean {
  return /^arn:[^:*?]+:iam::\d{12}:(?:role|user)\/[^*?]+$/.test(arn);
}
