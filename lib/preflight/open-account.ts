import type { AwsCredentialIdentity } from '@smithy/types';
import type { EnvironmentConfig } from '../../config/environment-config';
import { requireAccount } from '../account/open-platform';
import { closeClients } from '../account/platform-clients';
import { assumeBootstrapRole, bootstrapRoleArn } from './bootstrap-role';
import { accountClients, type ServiceClients } from '../account/service-clients';

/** Makes clients with credentials of a role, or with the caller's own. */
export type ClientsOf = (
  environment: EnvironmentConfig,
  credentials?: AwsCredentialIdentity,
) => ServiceClients;

export const SDK_CLIENTS: ClientsOf = ({ region }, credentials) => accountClients(region, credentials);

/** An environment's account, open for reading or for deploying. */
export interface OpenAccount {
  readonly clients: ServiceClients;
  /** The role of `cdk bootstrap` that is acted in; undefined where the caller acts as itself. */
  readonly role: string | undefined;
}

/**
 * Acts in the environment's account as the CDK CLI does: in a role of `cdk bootstrap` where the caller may take it
 * on, else as the caller. So whoever can deploy can run a preflight, with no further permission.
 * @throws WrongAccountError if that is another account.
 * @throws AwsCallError if AWS cannot be asked.
 */
export async function openAccount(
  purpose: 'lookup' | 'deploy',
  environment: EnvironmentConfig,
  clientsOf: ClientsOf = SDK_CLIENTS,
): Promise<OpenAccount> {
  const ofCaller = clientsOf(environment);
  const role = bootstrapRoleArn(purpose, environment);
  let clients = ofCaller;
  try {
    const credentials = await assumeBootstrapRole(ofCaller.sts, role);
    if (credentials !== undefined) clients = clientsOf(environment, credentials);
    await requireAccount(environment, clients);
    return { clients, role: credentials === undefined ? undefined : role };
  } catch (error) {
    closeClients(clients);
    throw error;
  } finally {
    if (clients !== ofCaller) closeClients(ofCaller);
  }
}
