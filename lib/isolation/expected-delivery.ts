import { ENVIRONMENT_TAG, Naming } from '../../config/naming';
import { orgSlugProblems, parseOrgSlug } from '../../config/org-slug';
import { SUPPORTED_REGIONS } from '../../config/region';
import { deliveryRequest } from '../../constructs/audit/queries/delivery-query';
import type { Principal } from '../../packages/isolation-proof/src/model/principal';
import { tagsOf } from '../../packages/isolation-proof/src/model/tags';
import type { TenantParts } from '../../packages/isolation-proof/src/model/tenant-parts';
import { listOf } from '../../packages/isolation-proof/src/templates/json';
import type { TemplateResource } from '../../packages/isolation-proof/src/templates/template';
import { textOf } from './audit-parts';

/** What the schedule of an organization's audit has to be, as its template says it once it is resolved. */
export interface ExpectedDelivery {
  readonly group: string;
  readonly target: string;
  readonly input: string;
}

/**
 * What the platform generates for an organization, made anew from nothing but its names and its key.
 * @param delivery the role that delivers, whose name and tags say which environment it is of
 * @returns undefined if that cannot be told
 */
export function expectedDelivery(
  { arn, owner = '', source }: Principal,
  { resources }: Pick<TenantParts, 'resources'>,
): ExpectedDelivery | undefined {
  const { account, region: regionName } = source.stack;
  const name = tagsOf(source).get(ENVIRONMENT_TAG);
  const region = SUPPORTED_REGIONS.get(regionName);
  const keyArn = keyOf(resources);
  if (name === undefined || region === undefined || keyArn === undefined) return undefined;
  if (orgSlugProblems(owner).length > 0) return undefined;
  const role = arn.slice(arn.lastIndexOf('/') + 1);
  const namePrefix = role.slice(0, -`-${name}-${owner}--audit`.length);
  const naming = new Naming({ name, account, region, namePrefix });
  const slug = parseOrgSlug(owner);
  if (naming.organization(slug).auditDeliveryRole !== role) return undefined;
  const athenaUsers = usersOf(resources, naming.organization(slug).athenaPolicy);
  return {
    group: naming.shared.auditScheduleGroup,
    target: naming.scheduledCallArn('athena', 'startQueryExecution'),
    input: JSON.stringify(deliveryRequest(naming, { slug, keyArn, athenaUsers })),
  };
}

function keyOf(resources: readonly TemplateResource[]): string | undefined {
  const key = resources.find(({ type }) => type === 'AWS::KMS::Key');
  return key === undefined ? undefined : textOf({ 'Fn::GetAtt': [key.logicalId, 'Arn'] }, key);
}

/** Users that were there before, by name; one that the template makes it refers to. */
function usersOf(resources: readonly TemplateResource[], policyName: string): string[] {
  const policy = resources.find(
    (resource) =>
      resource.type === 'AWS::IAM::ManagedPolicy' &&
      textOf(resource.properties['ManagedPolicyName'], resource) === policyName,
  );
  return listOf(policy?.properties['Users'] ?? []).filter((user) => typeof user === 'string');
}
