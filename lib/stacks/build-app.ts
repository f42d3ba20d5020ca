import { type App, Tags } from 'aws-cdk-lib';
import { ENVIRONMENT_TAG, MANAGED_BY_TAG, Naming, ORG_SLUG_TAG } from '../../config/naming';
import type { Selection } from '../../config/selection';
import { addCompliancePacks } from './compliance';
import { OrganizationStack } from './organization-stack';
import { SharedStack } from './shared-stack';

/** Value of the `managed-by` tag: what carries it is changed through this app, never by hand. */
const MANAGED_BY = 'cdk';

/**
 * Adds the stacks of a selection to an app: the shared stack, and one stack for each organization.
 * Both the CDK command and the tests build their apps here, so that tests synthesize exactly what ships.
 */
export function buildApp(app: App, { environment, shared, organizations }: Selection): void {
  const naming = new Naming(environment);
  addCompliancePacks(app, environment.compliancePacks);
  const tags = { [ENVIRONMENT_TAG]: environment.name, [MANAGED_BY_TAG]: MANAGED_BY };
  const common = {
    env: { account: environment.account, region: environment.region.name },
    environmentConfig: environment,
    naming,
  };
  const sharedStack = shared
    ? new SharedStack(app, naming.shared.sharedStack, {
        ...common,
        description: `Shared by all organizations of ${environment.namePrefix} ${environment.name}`,
        tags,
      })
    : undefined;
  const stacks = organizations.map((organization) => {
    const stack = new OrganizationStack(app, naming.organization(organization.slug).stack, {
      ...common,
      organization,
      description: `Organization ${organization.slug} of ${environment.namePrefix} ${environment.name}`,
      tags: { ...tags, [ORG_SLUG_TAG]: organization.slug },
    });
    Tags.of(stack).add(ORG_SLUG_TAG, organization.slug);
    // Deployment order only: the boundary has to exist. No value passes between the stacks.
    if (sharedStack !== undefined) stack.addStackDependency(sharedStack);
    return stack;
  });
  for (const stack of [...(sharedStack === undefined ? [] : [sharedStack]), ...stacks]) {
    for (const [key, value] of Object.entries(tags)) Tags.of(stack).add(key, value);
  }
}
