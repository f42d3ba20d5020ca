import { readFileSync } from 'node:fs';
import { Agent } from 'node:https';
import { type ServiceClients, serviceClients } from '../../lib/account/service-clients';
import { ROOT_CREDENTIALS } from './child-environment';
import type { LocalEndpoint } from './endpoint';

/**
 * Clients of the emulated account's root user. Everything that the environment could say otherwise is said here.
 * @param caFile the CA that signed the endpoint's certificate; it is the only one that is trusted
 */
export function localClients(endpoint: LocalEndpoint, region: string, caFile?: string): ServiceClients {
  // Which Node.js versions the next SDK supports is not news for whoever tries this project.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
  const settings = {
    endpoint,
    region,
    credentials: ROOT_CREDENTIALS,
    requestHandler:
      caFile === undefined ? {} : { httpsAgent: new Agent({ ca: readFileSync(caFile), keepAlive: true }) },
    useFipsEndpoint: false,
    useDualstackEndpoint: false,
  };
  // `<bucket>.localhost` does not resolve everywhere.
  return serviceClients(settings, true);
}
