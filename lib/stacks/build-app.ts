import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Annotations, App, type IPolicyValidationPlugin, type Stack, Tags, Validations } from 'aws-cdk-lib';
import type { CloudAssembly } from 'aws-cdk-lib/cx-api';
import { ConfigurationError } from '../../config/errors';
import { FIRST_DEPLOYMENT_CONTEXT } from '../../config/first-deployment';
import { Naming } from '../../config/naming';
import type { Selection } from '../../config/selection';
import { stackTags } from '../../config/stack-tags';
import type { Json } from '../../packages/isolation-proof/src/templates/json';
import { IsolationProof } from '../../packages/isolation-proof/src/plugin/isolation-proof';
import type { UnreadStack } from '../../packages/isolation-proof/src/assembly/read-stack';
import { CapacityCheck } from '../capacity/capacity-check';
import { specificationFor } from '../guardrails/specification-for';
import { namesOfStacks } from '../template-validation/names-of-stack';
import { TemplateValidation } from '../template-validation/template-validation';
import { addCompliancePacks } from './compliance';
import { AuditStack } from './audit-stack';
import { deploymentStack, operationStacks } from './operation-stacks';
import { OperationsStack } from './operations-stack';
import { addOrganizationStacks } from './organization-stacks';
import { SharedStack } from './shared-stack';
import { organizationDescription } from './stack-description';

/** Told at synth, so that nobody takes it for a proof of isolation. */
const WITHOUT_ORGANIZATIONS =
  'The environment has no organization yet: the proof covers what is shared, and no isolation of organizations.';

export interface BuildOptions {
  /**
   * Whether the synth proves isolation and fails if it does not hold.
   * @default true
   */
  readonly proveIsolation?: boolean;
  /**
   * Whether the synth warns once 80 % of a quota of the account is used, and fails where all of it is.
   * @default true
   */
  readonly checkCapacity?: boolean;
  /**
   * Names of stacks that are about to be created, and get their termination protection from `npm run deploy` once
   * they are. CloudFormation cannot delete a protected stack, and the CDK CLI has to delete one whose creation
   * failed or was not approved.
   * @default - every stack is protected
   */
  readonly firstDeployments?: readonly string[];
  /**
   * Whether every organization's stack is made of constructs and judged by itself. Otherwise one of each form is, and
   * the others are written from it. What is found and what is written are the same.
   * @default false
   */
  readonly judgeAll?: boolean;
  /**
   * Whether templates are validated here, one of each form, and not by the CDK, which validates every one.
   * @default false, which leaves it to the app: the CDK validates, unless its `builtinCloudFormationValidation` is off
   */
  readonly validateTemplates?: boolean;
}

/**
 * Adds the stacks of a selection to an app: the shared stack, and one stack for each organization.
 * The rule packs and the isolation proof judge them at synth. Both the CDK command and the tests build
 * their apps here, so that tests synthesize exactly what ships.
 */
export function buildApp(
  app: App,
  selection: Selection,
  { proveIsolation = true, checkCapacity = true, ...options }: BuildOptions = {},
): void {
  const { environment } = selection;
  addStacks(app, selection, options);
  addCompliancePacks(app, environment.compliancePacks);
  const elsewhere = once(() => synthesizeElsewhere(selection));
  if (checkCapacity) {
    // The deployment's policies are of constant size, and checked where they are synthesized themselves.
    const { deploymentStack: itself } = new Naming(environment).shared;
    const others = (): UnreadStack[] => elsewhere().filter(({ name }) => name !== itself);
    Validations.of(app).addPlugins(new CapacityCheck(environment, others));
  }
  if (proveIsolation) {
    const expectedTenants = selection.organizations.map(({ slug }) => slug);
    Validations.of(app).addPlugins(
      new IsolationProof(specificationFor(environment), { expectedTenants, elsewhere }),
    );
  }
  if (options.validateTemplates === true) {
    const names = namesOfStacks(environment, selection.organizations);
    const validation = new TemplateValidation(names, options.judgeAll === true);
    // The CDK's own class says `string | undefined` where its interface says that something may be left out.
    Validations.of(app).addPlugins(validation as IPolicyValidationPlugin);
  }
}

/** Does something when it is asked for the first time, and keeps the result. */
function once<Result>(make: () => Result): () => Result {
  let made: { readonly result: Result } | undefined;
  return () => (made ??= { result: make() }).result;
}

/**
 * The templates of the environment's stacks for all organizations that a selection leaves out, so that it is judged
 * with them: of an organization that is synthesized alone, the shared stacks; of all but itself, that of the deployment.
 */
function synthesizeElsewhere({ environment, shared, deployment }: Selection): UnreadStack[] {
  const missesDeployment = environment.operations.deployment === true && deployment !== true;
  if (shared && !missesDeployment) return [];
  return synthesizeStacks({
    environment,
    shared: !shared,
    organizations: [],
    ...(missesDeployment ? { deployment: true } : {}),
  });
}

/** The templates of a selection, without any check of them; nothing is left on the disk. */
export function synthesizeStacks(selection: Selection): UnreadStack[] {
  const outdir = mkdtempSync(join(tmpdir(), 'stacks-'));
  try {
    return writeAssembly(selection, outdir).stacks.map(
      ({ stackName, template, environment: { account, region } }) => ({
        name: stackName,
        template: template as Json,
        account,
        region,
      }),
    );
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

/** Writes the cloud assembly of a selection into a folder, without any check of it. */
export function writeAssembly(selection: Selection, outdir: string): CloudAssembly {
  const app = new App({ analyticsReporting: false, builtinCloudFormationValidation: false, outdir });
  addStacks(app, selection);
  return app.synth();
}

/** @throws ConfigurationError for a first deployment of a stack that is not in the selection. */
function addStacks(
  app: App,
  { environment, shared, organizations, deployment }: Selection,
  { firstDeployments = [], judgeAll = false }: Pick<BuildOptions, 'firstDeployments' | 'judgeAll'> = {},
): void {
  const naming = new Naming(environment);
  const tags = stackTags(environment.name);
  const common = {
    env: { account: environment.account, region: environment.region.name },
    environmentConfig: environment,
    naming,
  };
  const sharedStack = shared
    ? new SharedStack(app, naming.shared.sharedStack, {
        ...common,
        terminationProtection: !firstDeployments.includes(naming.shared.sharedStack),
        description: `Shared by all organizations of ${environment.namePrefix} ${environment.name}`,
        tags,
      })
    : undefined;
  if (sharedStack !== undefined && organizations.length === 0) {
    Annotations.of(sharedStack).addInfoV2('no-organizations', WITHOUT_ORGANIZATIONS);
  }
  const operating =
    sharedStack === undefined ? [] : operationStacks(app, common, tags, firstDeployments, sharedStack);
  const stacks = addOrganizationStacks(app, {
    common,
    organizations,
    stackProps: (organization, stackName) => ({
      terminationProtection: !firstDeployments.includes(stackName),
      description: organizationDescription(organization, environment),
      tags: stackTags(environment.name, organization.slug),
    }),
    judgeAll,
  });
  if (sharedStack !== undefined) {
    const withAudit = stacks.filter((_, index) => organizations[index]?.audit === true);
    orderDeployment({ sharedStack, operating, stacks, withAudit });
  }
  const ofAll = [
    ...(sharedStack === undefined ? [] : [sharedStack]),
    ...(deployment === true ? [deploymentStack(app, common, tags, firstDeployments)] : []),
    ...operating,
  ];
  for (const stack of ofAll) {
    for (const [key, value] of Object.entries(tags)) Tags.of(stack).add(key, value);
  }
  refuseUnknownStacks(firstDeployments, [...ofAll, ...stacks]);
}

/** The order of deployment, and nothing else: no value passes between the stacks. */
function orderDeployment({
  sharedStack,
  operating,
  stacks,
  withAudit,
}: {
  readonly sharedStack: Stack;
  readonly operating: readonly Stack[];
  readonly stacks: readonly Stack[];
  readonly withAudit: readonly Stack[];
}): void {
  for (const stack of operating) {
    // The operators' identity provider may be the analysts', which the shared stack makes.
    if (stack instanceof OperationsStack) stack.addStackDependency(sharedStack);
  }
  // The permissions boundary has to exist.
  for (const stack of stacks) stack.addStackDependency(sharedStack);
  // What delivers an organization's audit needs the boundary and the group of schedules of the audit stack.
  const audits = operating.filter((stack) => stack instanceof AuditStack);
  for (const stack of withAudit) for (const audit of audits) stack.addStackDependency(audit);
}

/** @throws ConfigurationError for a first deployment of a stack that is not among these. */
function refuseUnknownStacks(firstDeployments: readonly string[], stacks: readonly Stack[]): void {
  const names = new Set(stacks.map(({ stackName }) => stackName));
  const unknown = firstDeployments.filter((name) => !names.has(name));
  if (unknown.length === 0) return;
  throw new ConfigurationError(
    unknown.map((value) => ({
      place: `-c ${FIRST_DEPLOYMENT_CONTEXT}`,
      value,
      fix: 'no such stack is synthesized',
    })),
  );
}
