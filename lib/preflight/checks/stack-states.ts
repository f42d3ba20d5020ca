import { operationStackNames } from '../../../config/operation-stacks';
import { stackTags } from '../../../config/stack-tags';
import type { AccountStack } from '../account-stacks';
import { type Check, failed, type Finding, ok, type PreflightContext } from '../check';

/** Whether each stack can be deployed as it stands, and is ours. */
export const stackStatesCheck: Check = {
  id: 'stacks',
  run: async (context: PreflightContext): Promise<Finding[]> => {
    const findings: Finding[] = [];
    for (const { name, tags } of selectedStacks(context)) {
      const stack = await context.stacks.named(name);
      findings.push(whoseItIs(stack, tags) ?? (await stateOf(stack, context)));
    }
    return findings;
  },
};

/** The stacks that a selection deploys, with the tags by which they are known as ours. */
export function selectedStacks({
  environment,
  selection,
  naming,
}: Pick<PreflightContext, 'environment' | 'selection' | 'naming'>): {
  readonly name: string;
  readonly tags: Readonly<Record<string, string>>;
}[] {
  return [
    ...(selection.shared
      ? [naming.shared.sharedStack, ...operationStackNames(environment, naming)].map((name) => ({
          name,
          tags: stackTags(environment.name),
        }))
      : []),
    ...selection.organizations.map(({ slug }) => ({
      name: naming.organization(slug).stack,
      tags: stackTags(environment.name, slug),
    })),
  ];
}

/** A stack in review has no tags yet, and one that is absent is nobody's. */
function whoseItIs(
  { name, state, status, tags }: AccountStack,
  ours: Readonly<Record<string, string>>,
): Finding | undefined {
  if (state === 'absent' || state === 'in review') return undefined;
  const wrong = Object.entries(ours).filter(([key, value]) => tags[key] !== value);
  if (wrong.length === 0) return undefined;
  const missing = wrong.map(([key, value]) => `${key}=${value}`).join(', ');
  return failed(
    `stack ${name} (${status ?? ''}) is not this platform's: it lacks the tags ${missing}`,
    'find out whose it is; then rename it, or choose another slug or namePrefix',
  );
}

/** CloudFormation would refuse the CDK CLI, which deletes such a stack before it creates it. */
const PROTECTED = '; npm run deploy lifts its termination protection, plain cdk deploy does not';

async function stateOf(stack: AccountStack, { environment, stacks }: PreflightContext): Promise<Finding> {
  const { name, status = '', state } = stack;
  switch (state) {
    case 'absent':
      return ok(`stack ${name} will be created`);
    case 'deployed':
      return ok(`stack ${name} will be updated (${status})`);
    case 'in review':
      return ok(`stack ${name} will be created; an earlier deployment was not approved (${status})`);
    case 'busy':
      return failed(
        `stack ${name} is being worked on (${status})`,
        'wait until CloudFormation is done, and run this again',
      );
    case 'rolled back': {
      const left = await stacks.resourcesOf(stack);
      return left.length === 0
        ? ok(
            `stack ${name} will be created; an earlier attempt was rolled back and left nothing (${status})` +
              (stack.terminationProtection ? PROTECTED : ''),
          )
        : stuck(
            stack,
            `its creation was rolled back and left ${left.map(idOf).join(', ')}`,
            environment.region.name,
          );
    }
    case 'stuck':
      return stuck(stack, 'an operation on it failed half-way', environment.region.name);
  }
}

const idOf = ({ type, physicalId }: { readonly type: string; readonly physicalId: string }): string =>
  `${type} ${physicalId}`;

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/troubleshooting.html */
function stuck({ name, status = '' }: AccountStack, what: string, region: string): Finding {
  const command = (text: string): string =>
    `aws cloudformation ${text} --stack-name ${name} --region ${region}`;
  const fix =
    status === 'UPDATE_ROLLBACK_FAILED'
      ? `correct what the stack's events name, then: ${command('continue-update-rollback')}`
      : status === 'CREATE_FAILED' || status === 'UPDATE_FAILED'
        ? `roll it back: npx cdk rollback ${name}, or: ${command('rollback-stack')}`
        : status.startsWith('ROLLBACK_')
          ? `delete what its events name, if it is not needed; then: ${command('update-termination-protection --no-enable-termination-protection')} and ${command('delete-stack')}`
          : `see its events: ${command('describe-stack-events')}`;
  return failed(`stack ${name} cannot be deployed (${status}): ${what}`, fix);
}
