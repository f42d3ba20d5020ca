import { DeleteRolePolicyCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { PutBucketVersioningCommand } from '@aws-sdk/client-s3';
import { z } from 'zod';
import type { OrgSlug } from '../../../config/org-slug';
import { DRIFT_EXIT_CODES } from '../../../lib/drift/drift-report';
import { CdkCommandError } from '../errors';
import { StoryError } from './outcome';
import { platformCommand } from './platform-command';
import { storyCdk, storyEnvironment } from './story-cdk';
import type { StoryContext } from './story-context';
import type { StoryStep } from './story-step';

/** What somebody puts on the hubs' role by hand. */
const EXTRA_POLICY = 'just-for-today';
const EVERYTHING = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
const VERSIONING = 'VersioningConfiguration.Status';

const reportSchema = z.object({
  stacks: z.array(
    z.object({
      stack: z.string(),
      drifted: z.array(
        z.object({
          foundByCloudFormation: z.boolean(),
          properties: z.array(z.object({ path: z.string(), actual: z.unknown() })),
        }),
      ),
      notChecked: z.array(z.object({ message: z.string() })),
    }),
  ),
});

/**
 * Somebody changes two things by hand: a property that a template sets, which CloudFormation reports, and one that no
 * template sets, which only a read-back finds. Nothing else may be found: not hubs that were revoked, and not an
 * update that was taken back.
 * @param assembly folder that was deployed
 * @param slug whose hubs' role it is
 */
export function driftSteps(context: StoryContext, assembly: string, slug: OrgSlug): StoryStep[] {
  const { naming, clients } = context;
  const { sharedStack, rawBucket } = naming.shared;
  const { stack, dataHubRole } = naming.organization(slug);
  const version = (Status: 'Enabled' | 'Suspended'): Promise<unknown> =>
    clients.s3.send(
      new PutBucketVersioningCommand({ Bucket: rawBucket, VersioningConfiguration: { Status } }),
    );
  const extra = { RoleName: dataHubRole, PolicyName: EXTRA_POLICY };
  return [
    {
      title: 'Somebody changes a bucket and a role by hand; cdk drift finds the bucket',
      run: async () => {
        await version('Suspended');
        const PolicyDocument = JSON.stringify(EVERYTHING);
        await clients.iam.send(new PutRolePolicyCommand({ ...extra, PolicyDocument }));
        return cdkDrift(context, assembly, sharedStack);
      },
    },
    {
      title: 'npm run drift finds the policy on the role, too',
      run: async () => {
        const found = await changedByHand(context, 'drifted');
        return expectExactly(found, [
          `${sharedStack} ${VERSIONING}, reported by CloudFormation`,
          `${stack} Policies ${EXTRA_POLICY}`,
        ]);
      },
    },
    {
      title: 'Both are undone; revoked hubs are no drift',
      run: async () => {
        await version('Enabled');
        await clients.iam.send(new DeleteRolePolicyCommand(extra));
        return expectExactly(await changedByHand(context, 'in sync'), []);
      },
    },
  ];
}

/** Runs the CDK's own command, which has to fail because of the bucket. */
async function cdkDrift(context: StoryContext, assembly: string, stack: string): Promise<string> {
  try {
    await storyCdk(context, ['drift', stack, '--fail', '--app', assembly]);
  } catch (error) {
    if (error instanceof CdkCommandError && error.message.includes('/VersioningConfiguration/Status')) {
      return '1 resource has drifted: /VersioningConfiguration/Status';
    }
    throw error;
  }
  throw new StoryError('cdk drift found nothing');
}

/** A line for each change that the command finds in the whole environment. */
async function changedByHand(
  context: StoryContext,
  outcome: keyof typeof DRIFT_EXIT_CODES,
): Promise<string[]> {
  const args = ['--environment', context.environment.name, '--json'];
  const printed = await platformCommand(
    context,
    'drift',
    args,
    storyEnvironment(context),
    DRIFT_EXIT_CODES[outcome],
  );
  const { stacks } = reportSchema.parse(JSON.parse(printed));
  return stacks.flatMap(({ stack, drifted, notChecked }) => {
    if (notChecked.length > 0) throw new StoryError(notChecked.map(({ message }) => message).join('\n'));
    return drifted.flatMap(({ properties, foundByCloudFormation }) => {
      const by = foundByCloudFormation ? ', reported by CloudFormation' : '';
      return properties.map(({ path, actual }) =>
        path === VERSIONING ? `${stack} ${path}${by}` : `${stack} ${path} ${String(actual)}${by}`,
      );
    });
  });
}

function expectExactly(found: readonly string[], expected: readonly string[]): string {
  if (found.join('\n') !== expected.join('\n')) {
    throw new StoryError(
      `expected drift: ${expected.join('; ') || 'none'}; found: ${found.join('; ') || 'none'}`,
    );
  }
  return found.length === 0 ? 'in sync' : `${found.length} changes by hand`;
}
