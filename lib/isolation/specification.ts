import { actionCeiling } from '../../packages/isolation-proof/src/claims/action-ceiling';
import { encryptionAndTransport } from '../../packages/isolation-proof/src/claims/encryption-and-transport';
import { flows } from '../../packages/isolation-proof/src/claims/flows';
import { impersonation } from '../../packages/isolation-proof/src/claims/impersonation';
import { keyPolicies } from '../../packages/isolation-proof/src/claims/key-policies';
import { keyUse } from '../../packages/isolation-proof/src/claims/key-use';
import { nothingPublic } from '../../packages/isolation-proof/src/claims/nothing-public';
import { platformPrincipals } from '../../packages/isolation-proof/src/claims/platform-principals';
import { sessionTagsBut } from '../../packages/isolation-proof/src/claims/session-tags';
import { settings } from '../../packages/isolation-proof/src/claims/settings';
import { tenantIsolation } from '../../packages/isolation-proof/src/claims/tenant-isolation';
import { AUDIT_TAG, ORG_SLUG_TAG } from '../../config/naming';
import type { Specification } from '../../packages/isolation-proof/src/specification/specification';
import { isBreakGlass } from './break-glass';
import { deploymentPrincipals } from './deployment-role';
import { accessLogs } from './claims/access-logs';
import { auditDelivery } from './claims/audit-delivery';
import { breakGlass } from './claims/break-glass';
import { operatorSessions } from './claims/operator-sessions';
import { operators } from './claims/operators';
import { deployment } from './claims/deployment';
import { enrollingHubs } from './claims/enrolling-hubs';
import { ownHubFolders } from './claims/own-hub-folders';
import { ownSources } from './claims/own-sources';
import { rawReaders } from './claims/raw-readers';
import { suspension } from './claims/suspension';
import { trailAccess } from './claims/trail-access';
import { trailSettings } from './claims/trail-settings';
import { writeOnlyHubs } from './claims/write-only-hubs';
import { CONTRACT } from './contract/contract';
import { PAGE } from './page/page';
import { readTenancy } from './tenancy';

/**
 * Services that use an organization's key in the name of its principals: S3, Parameter Store for secrets, and SQS for
 * what arrived. EventBridge and CloudWatch Logs use it by themselves.
 */
const KEY_SERVICES = {
  through: ['s3', 'ssm', 'sqs'],
  byThemselves: ['events.amazonaws.com', 'logs.amazonaws.com', 'logs.{region}.amazonaws.com'],
} as const;

/**
 * Whether it says for which account it assumes a role is not documented, so that a condition could shut all hubs
 * out: see docs/auditor/unconfirmed.md. It is let in without one, and the verdict says so.
 */
const CREDENTIALS_PROVIDER = {
  service: 'credentials.iot.amazonaws.com',
  name: 'the IoT credentials provider',
  assumed: 'That it acts for role aliases of this account only',
  closedBy: '"dataHubTrust": "service-of-this-account"',
};

/** What the platform says of itself, so that the isolation of its organizations is proved on every synth. */
export const SPECIFICATION: Specification = {
  tenants: {
    owner: ORG_SLUG_TAG,
    compared: ['orgKeyArn', 'orgDatabase'],
    comparedOfResources: [AUDIT_TAG],
    stacks: 'one tenant',
  },
  tenancyOf: readTenancy,
  principalsElsewhere: deploymentPrincipals,
  // The archive of the trail may be in another account.
  accounts: 'as one',
  claims: [
    tenantIsolation({ locks: 'each alone' }),
    impersonation,
    platformPrincipals({ administrator: true }),
    writeOnlyHubs,
    ownHubFolders,
    rawReaders,
    ownSources,
    actionCeiling({ forbids: 'changes and views', locks: 'each alone' }),
    encryptionAndTransport({ keyTag: 'orgKeyArn' }),
    nothingPublic({ exempt: CREDENTIALS_PROVIDER, accountInTrust: true }),
    flows,
    settings,
    keyUse(KEY_SERVICES),
    keyPolicies(KEY_SERVICES),
    accessLogs,
    trailSettings,
    trailAccess,
    auditDelivery,
    suspension,
    sessionTagsBut({ choosing: isBreakGlass }),
    breakGlass,
    operators,
    operatorSessions,
    deployment,
    enrollingHubs,
  ],
  contract: CONTRACT,
  page: PAGE,
};
