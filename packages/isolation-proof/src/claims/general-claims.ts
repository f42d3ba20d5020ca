import { actionCeiling } from './action-ceiling';
import type { Claim } from './claim';
import { encryptionAndTransport } from './encryption-and-transport';
import { flows } from './flows';
import { impersonation } from './impersonation';
import { nothingPublic } from './nothing-public';
import { platformPrincipals } from './platform-principals';
import { sessionTags } from './session-tags';
import { tenantIsolation } from './tenant-isolation';

/** Which of the general claims are made. */
export interface GeneralClaims {
  /**
   * Whether platform principals, which belong to no tenant, are claimed to keep out of tenants' data as well.
   * @default false
   */
  readonly platformReadsNoData?: boolean;
  /**
   * Whether every request to a bucket of data has to travel over TLS 1.2 or better.
   * @default false
   */
  readonly onlyOverTls?: boolean;
}

/**
 * The claims that any app with tenants can make: nobody reaches what is another tenant's, nobody else becomes a
 * principal of a tenant, no tenant changes permissions, and nothing is public or crosses the account.
 */
export function generalClaims({
  platformReadsNoData = false,
  onlyOverTls = false,
}: GeneralClaims = {}): Claim[] {
  return [
    tenantIsolation(),
    impersonation,
    sessionTags,
    ...(platformReadsNoData ? [platformPrincipals()] : []),
    actionCeiling(),
    ...(onlyOverTls ? [encryptionAndTransport()] : []),
    nothingPublic(),
    flows,
  ];
}
