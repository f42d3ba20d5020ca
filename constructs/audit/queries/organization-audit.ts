import { TRAIL_TABLE } from '../../../config/audit-tables';
import type { Naming } from '../../../config/naming';
import { ORG_SLUG_TAG } from '../../../config/naming';
import { REGION_OF_GLOBAL_SERVICES } from '../../../config/region';
import { type OwnedThings, ownedThings, type Owner } from './owned-things';
import type { Period } from './period';
import {
  isDeployment,
  isOperator,
  NEW_PERSON,
  NEW_SESSION,
  PERSON,
  ROLE_OF_SESSION,
  sessionName,
} from './record-actor';
import { parameter, SERVICE, thingsOfRecord } from './record-things';
import { oneOf, text, texts } from './sql-text';

/**
 * What the trail has about one organization, in the columns of `ORGANIZATION_AUDIT_COLUMNS`: what its principals did, and
 * what anybody did with what is its own.
 *
 * Nothing of another organization's is in a line, whatever a record holds, since no text of a record is handed over: of
 * a resource only an ARN that is the organization's own, of a caller only a name that is its own, an operator's person
 * and role, or a service of AWS. A record that is about two organizations is a line for each, without the other's part:
 * to leave it out would hide that somebody tried.
 *
 * To be run in any database and workgroup. It reads each file twice, and none of other Regions than the environment's and
 * that of global services.
 */
export function organizationAuditQuery(naming: Naming, owner: Owner, { days, times }: Period): string {
  const { region, account } = naming.environment;
  const things = ownedThings(naming, owner);
  const regions = [...new Set([region.name, REGION_OF_GLOBAL_SERVICES[region.partition]])];
  const certificate = text(`arn:${region.partition}:iot:${region.name}:${account}:cert/`).sql;
  return `WITH records AS (
SELECT eventtime, eventname, eventid, errorcode, readonly, sourceipaddress, useridentity,
${SERVICE} AS service,
useridentity.arn AS caller_arn,
${ROLE_OF_SESSION} AS role_arn,
${PERSON} AS session_person,
${NEW_SESSION} AS new_session,
${NEW_PERSON} AS new_person,
filter(${thingsOfRecord(naming)}, t -> ${isOwned('t', things)}) AS own_things,
${certificatesOfRecord(naming, owner)} AS bound_certificates,
CASE WHEN ${SERVICE} = 'iot' THEN coalesce(${parameter('$.certificateId')}, ${certificateIn('$.principal')}, ${certificateIn('$.target')}) END AS certificate,
coalesce(${opensBreakGlass(naming, owner)}, false) AS opens_break_glass,
${isOperator(naming)} AS is_operator,
${isDeployment(naming)} AS is_deployment
FROM ${naming.tableInSql(naming.shared.auditDatabase, TRAIL_TABLE)}
WHERE region ${oneOf(regions)} AND ${days}${times === undefined ? '' : ` AND ${times}`}
), own_certificates AS (
SELECT DISTINCT bound FROM records CROSS JOIN UNNEST(bound_certificates) AS c (bound)
), lines AS (
SELECT records.*, bound,
coalesce(role_arn ${oneOf(things.roles)} OR caller_arn ${oneOf(things.users)}, false) AS is_own,
coalesce(any_match(${texts(things.sessions).sql}, p -> starts_with(new_session, p)), false) AS becomes_own
FROM records LEFT JOIN own_certificates ON certificate = bound
)
SELECT eventtime AS event_time,
CASE WHEN is_own OR becomes_own THEN 'organization' WHEN is_operator OR opens_break_glass THEN 'operator' WHEN is_deployment THEN 'deployment' WHEN useridentity.type = 'AWSService' THEN 'aws' WHEN useridentity.type = 'Root' THEN 'root' ELSE 'other' END AS caller_kind,
CASE WHEN is_own THEN coalesce(${sessionName('caller_arn')}, useridentity.username) WHEN becomes_own THEN ${sessionName('new_session')} WHEN opens_break_glass THEN ${text(naming.shared.breakGlassRole).sql} WHEN is_operator THEN useridentity.sessioncontext.sessionissuer.username WHEN useridentity.type = 'AWSService' THEN useridentity.invokedby END AS caller,
CASE WHEN is_own OR is_operator THEN session_person WHEN opens_break_glass AND errorcode IS NULL THEN new_person END AS person,
service,
eventname AS action,
nullif(array_join(array_sort(array_distinct(own_things || CASE WHEN bound IS NULL THEN ARRAY[] ELSE ARRAY[${certificate} || bound] END)), ' '), '') AS resource,
coalesce(errorcode, 'succeeded') AS outcome,
readonly AS read_only,
CASE WHEN is_own OR becomes_own THEN sourceipaddress END AS source_ip,
eventid AS event_id
FROM lines
WHERE is_own OR becomes_own OR cardinality(own_things) > 0 OR bound IS NOT NULL OR opens_break_glass`;
}

function isOwned(arn: string, { exact, prefixes }: OwnedThings): string {
  return `contains(${texts(exact).sql}, ${arn}) OR any_match(${texts(prefixes).sql}, p -> starts_with(${arn}, p))`;
}

/** Ids of certificates that a record shows to be of the organization's hubs. What AWS refused shows nothing. */
function certificatesOfRecord(naming: Naming, { slug }: Owner): string {
  const names = naming.organization(slug);
  const ofThing = `starts_with(${parameter('$.thingName')}, ${text(naming.thingNames(slug).replace(/\*$/, '')).sql})`;
  const ofPolicy = `${parameter('$.policyName')} = ${text(names.dataHubIotPolicy).sql}`;
  const certificate = `coalesce(${certificateIn('$.principal')}, ${certificateIn('$.target')})`;
  const ofSession = `${ROLE_OF_SESSION} = ${text(naming.roleArn(names.dataHubRole)).sql}`;
  const revocations = `${parameter('$.policyArn')} = ${text(naming.managedPolicyArn(names.dataHubRevocationPolicy)).sql}`;
  return `CASE WHEN errorcode IS NOT NULL THEN ARRAY[]
WHEN ${ofSession} THEN ARRAY[regexp_extract(useridentity.arn, '/([0-9a-f]{64})$', 1)]
WHEN ${SERVICE} = 'iot' AND (${ofThing} OR ${ofPolicy}) THEN ARRAY[${certificate}]
WHEN ${SERVICE} = 'iam' AND ${revocations} THEN regexp_extract_all(requestparameters, '[0-9a-f]{64}')
ELSE ARRAY[] END`;
}

function certificateIn(path: string): string {
  return `regexp_extract(${parameter(path)}, ':cert/([0-9a-f]{64})$', 1)`;
}

/** Whether somebody asks for the role of emergencies, for this organization: a session tag says for which. */
function opensBreakGlass(naming: Naming, { slug }: Owner): string {
  const role = text(naming.roleArn(naming.shared.breakGlassRole)).sql;
  const tags = "TRY_CAST(json_extract(requestparameters, '$.tags') AS array(map(varchar, varchar)))";
  const isTag = `t['key'] = ${text(ORG_SLUG_TAG).sql} AND t['value'] = ${text(slug).sql}`;
  const ofToken = `${parameter(`$.principalTags.${ORG_SLUG_TAG}`)} = ${text(slug).sql}`;
  return `${SERVICE} = 'sts' AND ${parameter('$.roleArn')} = ${role} AND (${ofToken} OR any_match(${tags}, t -> ${isTag}))`;
}
