import { join } from 'node:path';
import { DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { parseOrgSlug } from '../../../config/org-slug';
import { CdkCommandError } from '../errors';
import { type FinishedProcess, runProcess } from '../run-process';
import { editResource, protectInManifest } from './edited-assembly';
import { StoryError } from './outcome';
import { roleOfStack } from './stack-change';
import type { StoryStep } from './story-step';
import { storyCdk, storyEnvironment } from './story-cdk';
import type { StoryContext } from './story-context';

/** An organization that no environment file has; a first deployment of it is repeated until it succeeds. */
const NEWCOMER = parseOrgSlug('latecomer');
const NOT_APPROVED = 'Not approved: nothing was deployed.';
/** What plain `cdk deploy` leaves, and cannot delete, when a stack could not be created. */
const IN_THE_WAY = 'ROLLBACK_COMPLETE, protected';
const DEPLOYED = 'CREATE_COMPLETE, protected';

/** A first deployment is not approved, then fails, and the same command succeeds in the end. */
export function firstDeploymentSteps(context: StoryContext): StoryStep[] {
  const { naming, scratch } = context;
  const { stack, athenaPolicy } = naming.organization(NEWCOMER);
  const assembly = join(scratch, 'cdk.out.newcomer');
  return [
    {
      title: `npm run deploy, for the new organization ${NEWCOMER}, and nobody approves`,
      run: async () => {
        const { exitCode, stderr } = await deploy(context, assembly);
        const last = stderr.at(-1) ?? '';
        if (exitCode !== 1 || !last.startsWith(NOT_APPROVED))
          throw unexpected(NOT_APPROVED, exitCode, stderr);
        return 'nothing was deployed';
      },
    },
    {
      title: 'plain cdk deploy, with a listed user that does not exist',
      run: async () => {
        listMissingUser(assembly, stack, athenaPolicy);
        await failToDeploy(context, assembly, stack);
        return stateIs(IN_THE_WAY, stack, context);
      },
    },
    {
      title: 'npm run deploy again, and now it is approved',
      run: async () => {
        const { exitCode, stderr } = await deploy(context, assembly, '--require-approval', 'never');
        if (exitCode !== 0) throw unexpected('exit code 0', exitCode, stderr);
        return stateIs(DEPLOYED, stack, context);
      },
    },
  ];
}

function deploy(
  context: StoryContext,
  assembly: string,
  ...options: readonly string[]
): Promise<FinishedProcess> {
  const { repository, environment, signal } = context;
  const selection = ['-c', `environment=${environment.name}`, '-c', `organization=${NEWCOMER}`];
  return runProcess(
    process.execPath,
    // The project's own cdk.out is left alone.
    ['bin/start.js', 'bin/deploy.ts', ...selection, '--output', assembly, ...options],
    { cwd: repository, env: storyEnvironment(context), signal },
  );
}

/** Makes of the assembly what plain `cdk deploy` would have of an organization that lists a user in vain. */
function listMissingUser(assembly: string, stack: string, policy: string): void {
  editResource(assembly, stack, ['ManagedPolicyName', policy], (properties) => {
    properties['Users'] = ['nobody-has-this-name'];
  });
  protectInManifest(assembly, stack);
}

async function failToDeploy(context: StoryContext, assembly: string, stack: string): Promise<void> {
  try {
    await storyCdk(context, ['deploy', stack, '--require-approval', 'never', '--app', assembly]);
  } catch (error) {
    if (error instanceof CdkCommandError) return;
    throw error;
  }
  throw new StoryError(`${stack} was deployed with a user that does not exist`);
}

async function stateIs(expected: string, StackName: string, context: StoryContext): Promise<string> {
  const { cloudformation } = context.clients;
  const { Stacks } = await cloudformation.send(new DescribeStacksCommand({ StackName }));
  const [stack] = Stacks ?? [];
  const state = `${stack?.StackStatus ?? ''}, ${stack?.EnableTerminationProtection === true ? '' : 'not '}protected`;
  if (state !== expected) throw new StoryError(`${StackName} is ${state}, expected ${expected}`);
  const role = await roleOfStack(context, context.naming.shared.sharedStack);
  if (stack?.RoleARN !== role)
    throw new StoryError(`${StackName} was deployed under ${stack?.RoleARN ?? 'no role'}`);
  return state;
}

function unexpected(expected: string, exitCode: number | undefined, stderr: readonly string[]): StoryError {
  return new StoryError(
    [
      `npm run deploy ended with ${exitCode ?? 'a signal'}, and not as expected (${expected})`,
      ...stderr.slice(-8),
    ].join('\n  '),
  );
}
