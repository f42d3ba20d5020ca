import type { AnalystAccess } from './analysts';
import type { CompliancePack } from './compliance-packs';
import type { EnvironmentIdentity } from './environment-identity';
import type { OperationsConfig } from './operations';
import type { OrgSlug } from './org-slug';
import type { PipelinesConfig } from './pipelines-schema';
import type { RetiredSlug } from './retired-slugs';
import type { PlannedUse } from './planned-use';
import type { RaisedQuotas } from './quotas';

/** Whom the roles of Data Hubs trust: the IoT credentials provider, or only where it says for which account. */
export type DataHubTrust = 'service' | 'service-of-this-account';

/** Whether each Data Hub uploads into a folder of its own, or all of an organization's into its one folder. */
export type DataHubFolders = 'own' | 'common';

export type OrganizationStatus = 'active' | 'suspended';

export interface OrganizationConfig {
  readonly slug: OrgSlug;
  readonly displayName: string;
  readonly status: OrganizationStatus;
  /** Names of existing IAM users. */
  readonly athenaUsers: readonly string[];
  /** Whether its analysts get its own part of the trail, if the environment's audit offers it. */
  readonly audit: boolean;
}

/** A validated environment file, with what follows from it. */
export interface EnvironmentConfig extends EnvironmentIdentity {
  readonly athenaCreateIamUser: boolean;
  readonly compliancePacks: readonly CompliancePack[];
  readonly accessLogEncryption: 'SSE-S3' | 'SSE-KMS';
  readonly dataHubTrust: DataHubTrust;
  readonly dataHubFolders: DataHubFolders;
  readonly retentionDays: {
    readonly accessLogs: number;
    readonly queryResults: number;
    readonly noncurrentVersions: number;
    readonly pipelineLogs: number;
  };
  readonly athenaBytesScannedCutoff: number;
  /** How analysts sign in; left out if organizations have no role for them. */
  readonly analysts?: AnalystAccess;
  /** Connector names without the `data-connector-` prefix. */
  readonly dataConnectorRepositories: readonly string[];
  /** Names of pipelines' images without the `pipeline-` prefix. */
  readonly pipelineRepositories: readonly string[];
  readonly pipelines: PipelinesConfig;
  /** Roles of operators, audit and guardrails; empty if the environment asks for none. */
  readonly operations: OperationsConfig;
  /** Limits that the account has been given beyond the default. */
  readonly quotas: RaisedQuotas;
  readonly planned: PlannedUse;
  readonly organizations: readonly OrganizationConfig[];
  /** Slugs of this environment that no organization gets again. */
  readonly retiredSlugs: readonly RetiredSlug[];
}

/** What an organization gets that is not recorded in its environment's file yet. */
export function unrecordedOrganization(slug: OrgSlug): OrganizationConfig {
  return { slug, displayName: titleOf(slug), status: 'active', athenaUsers: [], audit: false };
}

/** A display name made from a slug: `Acme Eu` of `acme-eu`. */
export function titleOf(slug: string): string {
  return slug.replace(/(?:^|-)([a-z0-9])/g, (match, first: string) =>
    match.startsWith('-') ? ` ${first.toUpperCase()}` : first.toUpperCase(),
  );
}
