import type { EnvironmentConfig } from '../../config/environment-config';
import { type Naming, ORG_SLUG_TAG } from '../../config/naming';
import { type OrgSlug, orgSlugProblems, parseOrgSlug } from '../../config/org-slug';
import { stackTags } from '../../config/stack-tags';
import type { AccountStack, AccountStacks } from './account-stacks';
import { isFirstDeployment } from './stack-state';

/** A stack of the account that holds an organization. */
export interface OrganizationStack {
  readonly slug: OrgSlug;
  readonly stack: AccountStack;
}

/**
 * The stacks of an environment's organizations that are in the account, whether or not its file has them, by name.
 * They are known by their name and by their tags together. A stack that was never created holds nothing.
 */
export async function organizationStacks(
  { name: environment }: Pick<EnvironmentConfig, 'name'>,
  naming: Naming,
  stacks: AccountStacks,
): Promise<OrganizationStack[]> {
  return (await stacks.all()).flatMap((stack) => {
    const tag = stack.tags[ORG_SLUG_TAG];
    if (tag === undefined || orgSlugProblems(tag).length > 0 || isFirstDeployment(stack.state)) return [];
    const slug = parseOrgSlug(tag);
    const isOurs =
      stack.name === naming.organization(slug).stack &&
      Object.entries(stackTags(environment, slug)).every(([key, value]) => stack.tags[key] === value);
    return isOurs ? [{ slug, stack }] : [];
  });
}
