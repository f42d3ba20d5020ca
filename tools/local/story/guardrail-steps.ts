import { PutObjectCommand } from '@aws-sdk/client-s3';
import { z } from 'zod';
import { callerClients } from '../caller-clients';
import { processEnvironment } from '../child-environment';
import { askEmulator } from '../emulator-api';
import { type Asked, expectDecisions } from './decisions';
import type { Hub } from './hub';
import { ADMINISTRATOR_ROLE } from './people';
import { platformCommand } from './platform-command';
import type { Neighbours, StoryContext } from './story-context';
import type { StoryStep } from './story-step';

const ORGANIZATION_ID = 'o-a1b2c3d4e5';

const reportSchema = z.object({
  policies: z.array(z.object({ type: z.string(), document: z.unknown() })),
});

/**
 * The organization of the account puts the guardrails on it: an administrator and the root user may do anything but undo
 * the isolation, and the platform works as before. In the end they are taken off.
 */
export function guardrailSteps(context: StoryContext, { own, other }: Neighbours, hub: Hub): StoryStep[] {
  const { naming, emulator } = context;
  const requests = undoingIsolation(context, own);
  const denied = async (principal: string): Promise<string> => {
    await expectDecisions(
      context,
      principal,
      'denied',
      requests,
      'with an explicit deny in a service control policy',
    );
    return `${requests.length} calls refused, each by a service control policy`;
  };
  return [
    {
      title: 'npm run guardrails writes the guardrails; the organization of the account attaches them',
      run: async () => {
        await expectDecisions(context, naming.roleArn(ADMINISTRATOR_ROLE), 'allowed', requests.slice(0, 1));
        return attach(context);
      },
    },
    {
      title: 'An administrator would undo the isolation',
      run: () => denied(naming.roleArn(ADMINISTRATOR_ROLE)),
    },
    { title: 'The root user would', run: () => denied('root') },
    {
      title: `A hub of ${other.slug} uploads as before`,
      run: async () => {
        const { config } = hub;
        const { s3 } = callerClients(context, hub.credentials.provider);
        await s3.send(
          new PutObjectCommand({
            Bucket: config.buckets.raw,
            Key: `${config.prefix}under-guardrails.csv`,
            Body: 'x',
            ServerSideEncryption: 'aws:kms',
            SSEKMSKeyId: config.keyArn,
          }),
        );
        return 'allowed';
      },
    },
    {
      title: 'The guardrails are taken off again',
      run: async () => {
        await askEmulator(emulator.endpoint, ['DELETE', 'guardrails'], z.unknown());
        await expectDecisions(context, naming.roleArn(ADMINISTRATOR_ROLE), 'allowed', requests.slice(0, 1));
        return 'an administrator may do anything again';
      },
    },
  ];
}

async function attach(context: StoryContext): Promise<string> {
  const { environment, emulator } = context;
  const printed = await platformCommand(
    context,
    'guardrails',
    ['--environment', environment.name, '--json'],
    processEnvironment(context),
  );
  const { policies } = reportSchema.parse(JSON.parse(printed));
  const documents = (type: string): unknown[] =>
    policies.filter((policy) => policy.type === type).map(({ document }) => document);
  const serviceControlPolicies = documents('SERVICE_CONTROL_POLICY');
  const resourceControlPolicies = documents('RESOURCE_CONTROL_POLICY');
  await askEmulator(emulator.endpoint, ['PUT', 'guardrails'], z.unknown(), {
    serviceControlPolicies,
    resourceControlPolicies,
    organizationId: ORGANIZATION_ID,
  });
  return `${serviceControlPolicies.length} service control policies and ${resourceControlPolicies.length} resource control policies`;
}

/** Each of these would open a way from one organization to another, or hide it. */
function undoingIsolation({ naming }: StoryContext, { slug, keyArn }: Neighbours['own']): Asked[] {
  const names = naming.organization(slug);
  const raw = naming.bucketArn(naming.shared.rawBucket);
  return [
    ['iam:TagRole', naming.roleArn(names.analystRole)],
    ['iam:AttachRolePolicy', naming.roleArn(names.analystRole)],
    ['iam:UpdateAssumeRolePolicy', naming.roleArn(names.pipelineRole)],
    ['iam:DeleteRolePermissionsBoundary', naming.roleArn(names.dataHubRole)],
    ['iam:CreateUser', naming.userArn('somebody')],
    ['kms:PutKeyPolicy', keyArn],
    ['kms:CreateGrant', keyArn],
    ['s3:PutBucketPolicy', raw],
    ['s3:PutBucketPublicAccessBlock', raw],
    ['s3:PutReplicationConfiguration', raw],
    ['cloudtrail:StopLogging', naming.trailArn(naming.shared.trail)],
    ['cloudtrail:DeleteTrail', naming.trailArn(naming.shared.trail)],
  ];
}
