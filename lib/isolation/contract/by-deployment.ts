import type { AllowedRow } from '../../../packages/isolation-proof/src/contract/row';
import type { Kind } from '../principal-kinds';
import type { Fixtures } from './fixtures';
import { BY_ORGANIZATIONS } from './requester-axes';

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
