import { type Check, failed, type Finding, ok, type PreflightContext } from '../check';
import { type OrganizationStack, organizationStacks } from '../organization-stacks';

/**
 * Whether every organization that is deployed is in the environment's file. One whose entry is gone keeps its
 * principals and gets no change any more, such as the correction of a policy.
 */
export const removedOrganizationsCheck: Check = {
  id: 'removed-organizations',
  run: async (context: PreflightContext): Promise<Finding[]> => {
    const { environment, selection, naming, stacks } = context;
    // One organization alone does not depend on the others.
    if (!selection.shared) return [];
    const recorded = new Set(environment.organizations.map(({ slug }) => slug));
    const deployed = await organizationStacks(environment, naming, stacks);
    const removed = deployed.filter(({ slug }) => !recorded.has(slug));
    return removed.length === 0
      ? [
          ok(
            `all organizations that are deployed (${deployed.length}) are in environments/${environment.name}.json`,
          ),
        ]
      : removed.map((one) => removedOrganization(one, context));
  },
};

function removedOrganization(
  { slug, stack: { name, status = '' } }: OrganizationStack,
  { environment }: Pick<PreflightContext, 'environment'>,
): Finding {
  const retired = environment.retiredSlugs.find((one) => one.slug === slug);
  const page = 'docs/engineer/organizations.md#remove-an-organization';
  if (retired === undefined) {
    return failed(
      `stack ${name} is deployed (${status}), and environments/${environment.name}.json has no organization "${slug}"`,
      `record it: npm run organizations -- add ${slug} --environment ${environment.name}; ` +
        `if it is to go, suspend and remove it as in ${page}`,
    );
  }
  if (status === 'DELETE_IN_PROGRESS')
    return ok(`stack ${name} of the retired slug ${slug} is being deleted`);
  const options = `--stack-name ${name} --region ${environment.region.name}`;
  return failed(
    `stack ${name} is still there (${status}), and its slug was retired on ${retired.retiredOn}`,
    `finish its removal as in ${page}: aws cloudformation update-termination-protection ` +
      `--no-enable-termination-protection ${options}, then aws cloudformation delete-stack ${options}`,
  );
}
