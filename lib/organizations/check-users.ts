import type { EnvironmentConfig, OrganizationConfig } from '../../config/environment-config';
import { closeClients } from '../account/platform-clients';
import { type Finding, notChecked } from '../preflight/check';
import { listedUserFindings } from '../preflight/checks/listed-users';
import { failedCallText } from '../preflight/failed-call';
import { type ClientsOf, openAccount } from '../preflight/open-account';

/**
 * Whether the IAM users that an organization lists exist, a finding for each. Nothing is asked if it lists none; one
 * finding, *not checked*, says why the account could not be asked, such as for lack of credentials.
 */
export async function checkUsers(
  environment: EnvironmentConfig,
  organization: OrganizationConfig,
  clientsOf?: ClientsOf,
): Promise<readonly Finding[]> {
  if (organization.athenaUsers.length === 0) return [];
  try {
    const { clients } = await openAccount('lookup', environment, clientsOf);
    try {
      return await listedUserFindings(environment, [organization], clients);
    } finally {
      closeClients(clients);
    }
  } catch (error) {
    return [notChecked(`whether the IAM users exist: ${failedCallText(error)}`)];
  }
}
