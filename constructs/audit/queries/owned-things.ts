import type { Naming } from '../../../config/naming';
import type { OrgSlug } from '../../../config/org-slug';

/** What is an organization's, as the ARNs that a record of the trail can hold. */
export interface OwnedThings {
  /** ARNs of resources. */
  readonly exact: readonly string[];
  /** What ARNs of resources begin with. Each ends where a name ends, so that none of `acme` begins one of `acme-eu`. */
  readonly prefixes: readonly string[];
  /** ARNs of roles whose sessions are the organization's. */
  readonly roles: readonly string[];
  /** What the ARNs of these sessions begin with. */
  readonly sessions: readonly string[];
  /** ARNs of IAM users. */
  readonly users: readonly string[];
}

export interface Owner {
  readonly slug: OrgSlug;
  /** ARN of the organization's key: nothing in its name says whose it is. */
  readonly keyArn: string;
  /** Names of IAM users that were there before, and that the organization's policy is given to. */
  readonly athenaUsers?: readonly string[];
}

/** Everything of an organization's that has a name of its own. */
export function ownedThings(naming: Naming, { slug, keyArn, athenaUsers = [] }: Owner): OwnedThings {
  const names = naming.organization(slug);
  const roleNames = [
    names.dataHubRole,
    names.hybridNodeRole,
    names.analystRole,
    names.pipelineRole,
    names.auditDeliveryRole,
  ];
  const roles = roleNames.map((role) => naming.roleArn(role));
  const users = [names.athenaUser, ...athenaUsers].map((user) => naming.userArn(user));
  const policies = [
    names.dataHubPolicy,
    names.dataHubRevocationPolicy,
    names.hybridNodePolicy,
    names.analystPolicy,
    names.pipelinePolicy,
    names.athenaPolicy,
    names.auditDeliveryPolicy,
  ].map((policy) => naming.managedPolicyArn(policy));
  const queues = [names.arrivalsQueue, names.arrivalsDeadLetterQueue].map((queue) => naming.queueArn(queue));
  return {
    exact: [
      keyArn,
      naming.keyAliasArn(names.keyAlias),
      ...roles,
      ...users,
      ...policies,
      ...queues,
      naming.iotPolicyArn(names.dataHubIotPolicy),
      naming.roleAliasArn(names.dataHubRoleAlias),
      naming.thingTypeArn(names.dataHubThingType),
      naming.workgroupArn(names.workgroup),
      naming.databaseArn(names.database),
      naming.eventRuleArn(names.arrivalsRule),
      naming.logGroupArn(names.pipelineLogGroup),
      naming.stackArn(names.stack),
    ],
    prefixes: [
      ...[...naming.dataBuckets, naming.shared.organizationAuditBucket].map((bucket) =>
        naming.dataObjectsArn(bucket, slug),
      ),
      naming.connectorParametersArn(slug),
      naming.tablesArn(names.database),
      naming.thingsArn(slug),
      naming.logStreamsArn(names.pipelineLogGroup),
      `${naming.stackArn(names.stack)}/*`,
    ].map(withoutWildcard),
    roles,
    sessions: roleNames.map((role) => naming.sessionArn(role, '')),
    users,
  };
}

function withoutWildcard(arn: string): string {
  return arn.replace(/\*$/, '');
}
