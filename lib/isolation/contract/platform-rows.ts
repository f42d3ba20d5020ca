import { by } from '../../../packages/isolation-proof/src/contract/axis';
import type { RequestTemplate } from '../../../packages/isolation-proof/src/contract/request-template';
import type { AllowedRow } from '../../../packages/isolation-proof/src/contract/row';
import type { OperatorUse } from '../operators/operator-uses';
import type { Kind } from '../principal-kinds';
import type { PlatformAxis } from './axes';
import type { Fixtures } from './fixtures';
import { BY_ORGANIZATIONS } from './requester-axes';

// What rows about the platform's own roles have in common: operators, and CloudFormation as it deploys.

/** Others than whom a row is about. */
export const byOperators = (...uses: readonly OperatorUse[]): PlatformAxis[] => uses.map((use) => by(use));

/** Only where the environment has the role, as axes are about the same requests by others. */
export const requestsOfOperator =
  (use: OperatorUse, requests: (fixtures: Fixtures) => readonly RequestTemplate[]) =>
  (fixtures: Fixtures): readonly RequestTemplate[] =>
    fixtures.operators.has(use) ? requests(fixtures) : [];

type Row = AllowedRow<Fixtures, Kind>;

/**
 * A row about CloudFormation's own role, which deploys an organization whether or not it is suspended.
 * Asked only where the templates hold policies for that role, as axes are about the same requests by others.
 * @param requests made of the fixtures and the name of the environment that the role deploys
 */
export function byDeployment(
  sentence: Row['sentence'],
  requests: (fixtures: Fixtures, environment: string) => ReturnType<Row['requests']>,
): Row {
  return {
    sentence,
    by: 'deployment',
    requests: (fixtures) =>
      fixtures.deployedEnvironment === undefined ? [] : requests(fixtures, fixtures.deployedEnvironment),
    axes: BY_ORGANIZATIONS,
    evenSuspended: true,
  };
}
