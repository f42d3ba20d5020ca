import { isBreakGlass } from '../break-glass';
import type { Principal } from '../../../packages/isolation-proof/src/model/principal';
import { tagsOf } from '../../../packages/isolation-proof/src/model/tags';
import type { StackTemplate } from '../../../packages/isolation-proof/src/templates/template';
import { ENVIRONMENT_TAG } from '../tenancy';

/** What operators' roles are for. Each has its jobs in `operator-jobs.ts`; a role for anything else is reported. */
export const OPERATOR_USES = ['hub-operator', 'hub-revoker', 'secret-writer', 'monitor', 'auditor'] as const;
export type OperatorUse = (typeof OPERATOR_USES)[number];

/** The uses whose roles have one permissions boundary, which holds them to the jobs of all of these. */
export function usesUnderOneBoundary(use: OperatorUse): readonly OperatorUse[] {
  return OPERATOR_USES.filter((other) => (other === 'auditor') === (use === 'auditor'));
}

/**
 * Whether a role is an operator's: it belongs to no organization, and people may assume it, or it is called after a use.
 * By two marks, so that one that loses either is judged still. Break-glass, which reads data, is a claim of its own.
 */
export function isOperator(principal: Principal): boolean {
  const { kind, owner, trust } = principal;
  if (kind !== 'role' || owner !== undefined || isBreakGlass(principal)) return false;
  if (useOf(principal) !== undefined) return true;
  return trust.some(
    ({ effect, principals }) =>
      effect === 'Allow' &&
      (principals === undefined ||
        principals.negated ||
        principals.aws.length + principals.federated.length + principals.others.length > 0),
  );
}

/** The use that a role is called after: `<prefix>-<use>`. */
export function useOf({ arn }: Pick<Principal, 'arn'>): OperatorUse | undefined {
  return OPERATOR_USES.find((use) => arn.endsWith(`-${use}`));
}

/** Where an operator works: what the names of resources are made of. */
export interface Workplace {
  readonly stack: StackTemplate;
  /** What names of the environment begin with: `ts-production`. */
  readonly prefix: string;
  readonly environment: string;
}

/** @returns undefined of a role without a name or a tag that says which environment it is of */
export function workplaceOf({ arn, source }: Principal, use: OperatorUse): Workplace | undefined {
  const name = arn.slice(arn.lastIndexOf('/') + 1);
  const environment = tagsOf(source).get(ENVIRONMENT_TAG);
  if (environment === undefined) return undefined;
  return { stack: source.stack, prefix: name.slice(0, -`-${use}`.length), environment };
}
