import { arnOfResource } from '../model/resource-arns';
import { type Belonging, overlapsAmong } from '../tenancy/overlaps';
import { ANY_TENANT, sharedRolesOf } from '../tenancy/tenant-sessions';
import type { Asking } from './asking';
import type { Evidence } from './evidence';

/**
 * Refutes whatever is two organizations' own. By a pattern that matches a neighbour's names as well, an
 * organization would be allowed what is the neighbour's: `acme-*` is acme-eu's, too. What a resource is called and what
 * it is tagged with have to agree for the same reason.
 */
export function judgeOwners(asking: Asking, evidence: Evidence): void {
  const { tenancy, forms } = evidence;
  // Those that no template knows, one called like the other.
  const unknown = sharedRolesOf(evidence).length === 0 ? [] : [ANY_TENANT, `${ANY_TENANT}-2`];
  const tenants = [
    ...forms.flatMap(({ organizations }) => organizations.map(({ slug }) => slug)),
    ...unknown,
  ];
  // To the organization that is judged, all others of its form are alike.
  // Stryker disable next-line MethodExpression: saves time only
  const alike = forms.flatMap(({ organizations }) => organizations.slice(0, 2).map(({ slug }) => slug));
  const judged = [...alike, ...unknown];
  const resources = overlapsAmong([
    ...taggedResources(evidence),
    ...patterns(judged, (tenant) => [...tenancy.ownResources(tenant), ...tenancy.ownSecrets(tenant)]),
  ]);
  const values = tenancy.partitions.flatMap(({ ownValues }) => overlapsAmong(patterns(tenants, ownValues)));
  for (const { one, other, example } of [...resources, ...values]) {
    asking.refute(
      `${example} is ${one.owner}'s by ${evidenceFor(one)}, and ${other.owner}'s by ${evidenceFor(other)}`,
      [],
      REMEDY,
      one.path ?? other.path,
    );
  }
}

const REMEDY =
  "Let no organization's pattern match another one's names, with a slash between the slug and any wildcard; call each resource after the organization that it is tagged with; and declare what all may use as such.";

function taggedResources({ surroundings, model }: Evidence): Belonging[] {
  return surroundings.flatMap((resource): Belonging[] => {
    const owner = model.ownership.of(resource);
    const arn = owner === undefined ? undefined : arnOfResource(resource);
    return owner === undefined || arn === undefined ? [] : [{ owner, text: arn, path: resource.path }];
  });
}

function patterns(tenants: readonly string[], own: (tenant: string) => readonly string[]): Belonging[] {
  return tenants.flatMap((owner) => [...new Set(own(owner))].map((text) => ({ owner, text })));
}

function evidenceFor({ text, path }: Belonging): string {
  return path === undefined ? `the specification (${text})` : `the tag of ${path}`;
}
