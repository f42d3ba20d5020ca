import {
  CreatePolicyVersionCommand,
  DeletePolicyVersionCommand,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRoleCommand,
  paginateListAttachedRolePolicies,
  SetDefaultPolicyVersionCommand,
} from '@aws-sdk/client-iam';
import { GetBucketLifecycleConfigurationCommand } from '@aws-sdk/client-s3';
import { z } from 'zod';
import { operationStackNames } from '../../../config/operation-stacks';
import { parseOrgSlug } from '../../../config/org-slug';
import { deniedToRole, denialText } from '../../../lib/deployment/denied-to-role';
import { deploymentRole } from '../../../lib/deployment/deployment-role';
import { StoryError } from './outcome';
import { expectStatus, failureOf, resourceWith, roleOfStack, updateStack } from './stack-change';
import type { OrganizationOfStory, StoryContext } from './story-context';
import type { StoryStep } from './story-step';

/** An organization that there is not, whose names are the app's all the same. */
const NOBODY = parseOrgSlug('nobody');
/** A statement of the policies, and something that cannot be made without it. */
const STATEMENT = 'ManageQueues';

const lifecycleSchema = z.object({
  Rules: z.array(
    z.looseObject({
      NoncurrentVersionExpiration: z.object({ NoncurrentDays: z.number() }).optional(),
    }),
  ),
});
const documentSchema = z.looseObject({ Statement: z.array(z.looseObject({ Sid: z.string() })) });

/**
 * CloudFormation works under the role that `cdk bootstrap` gave the environment's policies: it changes what the app has,
 * takes back what fails, and is stopped where a permission is missing.
 * @param assembly folder that was deployed
 * @param organization whose stack is as it was deployed
 */
export function deploymentRoleSteps(
  context: StoryContext,
  assembly: string,
  organization: OrganizationOfStory,
): StoryStep[] {
  const { environment, naming } = context;
  const { sharedStack } = naming.shared;
  const { stack } = naming.organization(organization.slug);
  const ofAdministrators = operationStackNames(environment, naming);
  return [
    {
      title: `CloudFormation has deployed ${sharedStack} and ${stack} under its role, and an administrator ${ofAdministrators.join(' and ')}`,
      run: async () => {
        const role = await roleOfStack(context, sharedStack);
        if (role === undefined || (await roleOfStack(context, stack)) !== role) {
          throw new StoryError(`${sharedStack} and ${stack} have no role in common`);
        }
        for (const name of ofAdministrators) {
          if ((await roleOfStack(context, name)) !== undefined) throw new StoryError(`${name} has a role`);
        }
        return requirePolicies(context, role);
      },
    },
    {
      title: `It keeps old versions of raw data a day longer, and then as long as before`,
      run: () => changeBucket(context, assembly),
    },
    {
      title: `It changes a role of ${organization.slug}, and an IAM user that does not exist fails the update`,
      run: () => failToUpdate(context, assembly, organization),
    },
    {
      title: `Without the statement ${STATEMENT} in its policies, a new queue fails the update`,
      run: () => missPermission(context, assembly, organization),
    },
  ];
}

/** The role has the environment's policies and its boundary, and nothing besides. */
async function requirePolicies(
  { clients: { iam }, environment, naming }: StoryContext,
  role: string,
): Promise<string> {
  const RoleName = role.slice(role.lastIndexOf('/') + 1);
  const { Role } = await iam.send(new GetRoleCommand({ RoleName }));
  const attached: string[] = [];
  for await (const { AttachedPolicies = [] } of paginateListAttachedRolePolicies(
    { client: iam },
    { RoleName },
  )) {
    attached.push(...AttachedPolicies.map(({ PolicyArn = '' }) => PolicyArn));
  }
  attached.sort();
  const { policyArns, boundary } = deploymentRole(environment);
  const found = [...attached, Role?.PermissionsBoundary?.PermissionsBoundaryArn ?? 'no boundary'].join('\n');
  if (found !== [...[...policyArns].sort(), naming.managedPolicyArn(boundary)].join('\n')) {
    throw new StoryError(`${RoleName} has these policies and this boundary:\n${found}`);
  }
  return `${attached.length} policies of the environment, a boundary, and no AdministratorAccess`;
}

/** To change a bucket of data, CloudFormation asks whether it is there, which lists nothing. */
async function changeBucket(context: StoryContext, assembly: string): Promise<string> {
  const { clients, naming } = context;
  const { sharedStack, rawBucket } = naming.shared;
  const days = async (): Promise<number[]> => {
    const { Rules = [] } = await clients.s3.send(
      new GetBucketLifecycleConfigurationCommand({ Bucket: rawBucket }),
    );
    return Rules.flatMap(({ NoncurrentVersionExpiration: expiration }) => expiration?.NoncurrentDays ?? []);
  };
  const before = await days();
  const changed = await updateStack(context, assembly, sharedStack, (resources) => {
    const { Properties } = resourceWith(
      Object.fromEntries(Object.entries(resources).filter(([, { Type }]) => Type === 'AWS::S3::Bucket')),
      'BucketName',
      rawBucket,
    );
    const lifecycle = lifecycleSchema.parse(Properties['LifecycleConfiguration']);
    for (const { NoncurrentVersionExpiration: expiration } of lifecycle.Rules) {
      if (expiration !== undefined) expiration.NoncurrentDays += 1;
    }
    Properties['LifecycleConfiguration'] = lifecycle;
  });
  await expectStatus(context, changed, 'UPDATE_COMPLETE');
  const after = await days();
  await expectStatus(context, await updateStack(context, assembly, sharedStack), 'UPDATE_COMPLETE');
  if (after.join() !== before.map((one) => one + 1).join() || (await days()).join() !== before.join()) {
    throw new StoryError(`old versions were kept ${before.join()} days, and then ${after.join()}`);
  }
  return `${before.join()} days, ${after.join()}, and ${before.join()} again`;
}

async function failToUpdate(
  context: StoryContext,
  assembly: string,
  { slug }: OrganizationOfStory,
): Promise<string> {
  const { clients, naming } = context;
  const { stack: name, dataHubRole, athenaPolicy } = naming.organization(slug);
  const description = async (): Promise<string | undefined> => {
    const { Role } = await clients.iam.send(new GetRoleCommand({ RoleName: dataHubRole }));
    return Role?.Description;
  };
  const before = await description();
  const stack = await updateStack(context, assembly, name, (resources) => {
    resourceWith(resources, 'RoleName', dataHubRole).Properties['Description'] = 'changed in vain';
    const policy = resourceWith(resources, 'ManagedPolicyName', athenaPolicy);
    policy.Properties['Users'] = ['nobody-has-this-name'];
  });
  await expectStatus(context, stack, 'UPDATE_ROLLBACK_COMPLETE');
  if ((await description()) !== before) throw new StoryError(`${dataHubRole} was left as it was changed`);
  return 'UPDATE_ROLLBACK_COMPLETE, and the role is as it was';
}

/** What the build would say of a permission that somebody forgot. */
async function missPermission(
  context: StoryContext,
  assembly: string,
  { slug }: OrganizationOfStory,
): Promise<string> {
  const { naming } = context;
  const { stack: name } = naming.organization(slug);
  const QueueName = naming.organization(NOBODY).arrivalsQueue;
  const giveBack = await takeStatement(context);
  try {
    const stack = await updateStack(context, assembly, name, (resources) => {
      resources['Another'] = { Type: 'AWS::SQS::Queue', Properties: { QueueName } };
    });
    await expectStatus(context, stack, 'UPDATE_ROLLBACK_COMPLETE');
  } finally {
    await giveBack();
  }
  const reason = await failureOf(context, name);
  const [denial] = deniedToRole(reason);
  if (denial?.resource !== naming.queueArn(QueueName)) throw new StoryError(`the update failed: ${reason}`);
  return `UPDATE_ROLLBACK_COMPLETE: ${denialText(denial)}`;
}

/** @returns what gives the role the statement back */
async function takeStatement({ clients: { iam }, naming }: StoryContext): Promise<() => Promise<void>> {
  const PolicyArn = naming.managedPolicyArn(naming.shared.deploymentServicesPolicy);
  const { Policy } = await iam.send(new GetPolicyCommand({ PolicyArn }));
  const whole = Policy?.DefaultVersionId ?? '';
  const { PolicyVersion } = await iam.send(new GetPolicyVersionCommand({ PolicyArn, VersionId: whole }));
  const document = documentSchema.parse(JSON.parse(decodeURIComponent(PolicyVersion?.Document ?? '')));
  const Statement = document.Statement.filter(({ Sid }) => Sid !== STATEMENT);
  if (Statement.length === document.Statement.length)
    throw new StoryError(`${PolicyArn} has no ${STATEMENT}`);
  const { PolicyVersion: less } = await iam.send(
    new CreatePolicyVersionCommand({
      PolicyArn,
      PolicyDocument: JSON.stringify({ ...document, Statement }),
      SetAsDefault: true,
    }),
  );
  return async () => {
    await iam.send(new SetDefaultPolicyVersionCommand({ PolicyArn, VersionId: whole }));
    await iam.send(new DeletePolicyVersionCommand({ PolicyArn, VersionId: less?.VersionId }));
  };
}
