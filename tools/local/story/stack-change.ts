import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type CloudFormationClient,
  DescribeStacksCommand,
  paginateDescribeStackEvents,
  type Stack,
  type StackEvent,
  UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { z } from 'zod';
import { AccountArns } from '../../../config/account-arns';
import { StoryError } from './outcome';
import type { StoryContext } from './story-context';

const resourceSchema = z.looseObject({ Type: z.string(), Properties: z.looseObject({}).default({}) });
const templateSchema = z.looseObject({ Resources: z.record(z.string(), resourceSchema) });

export type StackResource = z.output<typeof resourceSchema>;
export type Resources = Record<string, StackResource>;

/**
 * Updates a stack, without the CDK CLI, which would take seconds to start. Nobody names a role: the stack keeps the one
 * that it was made under.
 * @param assembly folder that was deployed
 * @param change what is changed of its template; nothing if it is to be as it was
 * @returns the stack afterwards, whatever came of it
 */
export async function updateStack(
  context: StoryContext,
  assembly: string,
  StackName: string,
  change: (resources: Resources) => void = () => undefined,
): Promise<Stack> {
  const { cloudformation } = context.clients;
  const file = join(assembly, `${StackName}.template.json`);
  const template = templateSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  change(template.Resources);
  await cloudformation.send(
    new UpdateStackCommand({
      StackName,
      TemplateURL: await publish(context, JSON.stringify(template)),
      Capabilities: ['CAPABILITY_NAMED_IAM'],
    }),
  );
  const { Stacks: [stack] = [] } = await cloudformation.send(new DescribeStacksCommand({ StackName }));
  if (stack === undefined) throw new StoryError(`${StackName} is gone`);
  return stack;
}

/**
 * Puts a template where the CDK puts those that it deploys: one in a request has 51,200 characters at most.
 * @returns its address
 */
async function publish({ clients: { s3 }, environment }: StoryContext, Body: string): Promise<string> {
  const [bucket = ''] = new AccountArns(environment).assetsBucketArn.split(':').slice(-1);
  const Key = `${createHash('sha256').update(Body).digest('hex')}.json`;
  await s3.send(new PutObjectCommand({ Bucket: bucket, Key, Body }));
  return `https://${bucket}.s3.${environment.region.name}.${environment.region.dnsSuffix}/${Key}`;
}

/** ARN of the role under which CloudFormation works on a stack. */
export async function roleOfStack(
  { clients: { cloudformation } }: StoryContext,
  StackName: string,
): Promise<string | undefined> {
  const { Stacks: [stack] = [] } = await cloudformation.send(new DescribeStacksCommand({ StackName }));
  return stack?.RoleARN;
}

/** The one resource with a property of some value. */
export function resourceWith(resources: Resources, name: string, value: string): StackResource {
  const found = Object.values(resources).filter(({ Properties }) => Properties[name] === value);
  const [resource] = found;
  if (resource === undefined || found.length > 1) {
    throw new StoryError(`${found.length} resources have ${name} ${value}, and one should`);
  }
  return resource;
}

/**
 * @throws StoryError with what failed, if a stack is not as expected
 */
export async function expectStatus(
  { clients: { cloudformation } }: StoryContext,
  { StackName, StackStatus }: Stack,
  expected: string,
): Promise<void> {
  if (StackStatus === expected) return;
  const events = await eventsOf(cloudformation, StackName);
  const reasons = events.flatMap(({ LogicalResourceId = '', ResourceStatusReason: reason }) =>
    reason === undefined ? [] : [`${LogicalResourceId}: ${reason}`],
  );
  throw new StoryError(
    [`${StackName ?? ''} is ${StackStatus ?? ''}, expected ${expected}`, ...reasons.slice(0, 5)].join('\n  '),
  );
}

/** Why a resource of the last update could not be made or changed. */
export async function failureOf(
  { clients: { cloudformation } }: StoryContext,
  StackName: string,
): Promise<string> {
  const events = await eventsOf(cloudformation, StackName);
  // The newest comes first.
  const failed = events.find(
    ({ ResourceStatus = '', ResourceStatusReason: reason = '' }) =>
      ResourceStatus.endsWith('_FAILED') && !reason.includes('cancelled'),
  );
  return failed?.ResourceStatusReason ?? '';
}

async function eventsOf(client: CloudFormationClient, StackName: string | undefined): Promise<StackEvent[]> {
  const events: StackEvent[] = [];
  for await (const { StackEvents = [] } of paginateDescribeStackEvents({ client }, { StackName })) {
    events.push(...StackEvents);
  }
  return events;
}
