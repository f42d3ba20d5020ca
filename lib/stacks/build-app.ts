import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Annotations, App, Tags, Validations } from 'aws-cdk-lib';
import type { EnvironmentConfig } from '../../config/environment-config';
import { ENVIRONMENT_TAG, MANAGED_BY_TAG, Naming, ORG_SLUG_TAG } from '../../config/naming';
import type { Selection } from '../../config/selection';
import type { Json } from '../isolation/json';
import { addCompliancePacks } from './compliance';
import { IsolationProof, type NamedTemplate } from './isolation-proof';
import { OrganizationStack } from './organization-stack';
import { SharedStack } from './shared-stack';
import { organizationDescription } from './stack-description';

/** Value of the `managed-by` tag: what carries it is changed through this app, never by hand. */
const MANAGED_BY = 'cdk';

/** Told at synth, so that nobody takes it for a proof of isolation. */
const WITHOUT_ORGANIZATIONS =
  'The environment has no organization yet: the proof covers what is shared, and no isolation of organizations.';

export interface BuildOptions {
  /**
   * Whether the synth proves isolation and fails if it does not hold.
   * @default true
   */
  readonly proveIsolation?: boolean;
}

/**
 * Adds the stacks of a selection to an app: the shared stack, and one stack for each organization.
 * The rule packs and the isolation proof judge them at synth. Both the CDK command and the tests build
 * their apps here, so that tests synthesize exactly what ships.
 */
export function buildApp(app: App, selection: Selection, { proveIsolation = true }: BuildOptions = {}): void {
  const { environment } = selection;
  addStacks(app, selection);
  addCompliancePacks(app, environment.compliancePacks);
  if (proveIsolation) {
    const elsewhere = selection.shared ? () => [] : () => synthesizeShared(environment);
    const slugs = selection.organizations.map(({ slug }) => slug);
    Validations.of(app).addPlugins(new IsolationProof(environment, slugs, elsewhere));
  }
}

/** The shared stack's template, for judging an organization's stack that is synthesized alone. */
function synthesizeShared(environment: EnvironmentConfig): NamedTemplate[] {
  const outdir = mkdtempSync(join(tmpdir(), 'shared-stack-'));
  try {
    const app = new App({ analyticsReporting: false, builtinCloudFormationValidation: false, outdir });
    addStacks(app, { environment, shared: true, organizations: [] });
    return app
      .synth()
      .stacks.map(({ stackName, template }) => ({ name: stackName, template: template as Json }));
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

function addStacks(app: App, { environment, shared, organizations }: Selection): void {
  const naming = new Naming(environment);
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
  if (sharedStack !== undefined && organizations.length === 0) {
    Annotations.of(sharedStack).addInfoV2('no-organizations', WITHOUT_ORGANIZATIONS);
  }
  const stacks = organizations.map((organization) => {
    const stack = new OrganizationStack(app, naming.organization(organization.slug).stack, {
      ...common,
      organization,
      description: organizationDescription(organization, environment),
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
