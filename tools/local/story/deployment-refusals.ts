import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { Naming } from '../../../config/naming';
import { operatorRoleName } from '../../../config/operator-role-name';
import { callerClients } from '../caller-clients';
import { assumeRoleAsService } from './container-credentials';
import { type Asked, type AskedContext, expectDecisions } from './decisions';
import { refused, StoryError } from './outcome';
import { roleOfStack } from './stack-change';
import type { Neighbours, OrganizationOfStory, StoryContext } from './story-context';
import type { StoryStep } from './story-step';
import { UPLOADS } from './uploads';

const CLOUDFORMATION = 'cloudformation.amazonaws.com';
const ADMINISTRATOR_ACCESS: AskedContext = { 'iam:PolicyARN': 'arn:aws:iam::aws:policy/AdministratorAccess' };

/** What CloudFormation's role is refused, whatever template somebody has it deploy. */
export function deploymentRefusalSteps(context: StoryContext, { own }: Neighbours): StoryStep[] {
  const { naming } = context;
  const does = deploying(context, own);
  const refusals = refusedToDeployment(context, own);
  const role = async (): Promise<string> => {
    const arn = await roleOfStack(context, naming.shared.sharedStack);
    if (arn === undefined) throw new StoryError(`${naming.shared.sharedStack} has no role`);
    return arn;
  };
  return [
    {
      title: `The deployment role may deploy, and is refused ${refusals.length} things`,
      run: async () => {
        await expectDecisions(context, await role(), 'allowed', does);
        await expectDecisions(context, await role(), 'denied', refusals);
        return refusals.map(([action]) => action).join(', ');
      },
    },
    {
      title: `With its credentials, somebody reads, writes, deletes and lists raw data of ${own.slug}`,
      run: () => touchObjects(context, own, role),
    },
  ];
}

/** Of each kind one, so that the refusals are of a role that can do its work. */
function deploying({ naming }: StoryContext, { slug, keyArn }: OrganizationOfStory): Asked[] {
  const names = naming.organization(slug);
  const hub = naming.roleArn(names.dataHubRole);
  return [
    ['iam:CreateRole', hub],
    ['iam:DeleteRole', hub],
    ['iam:PassRole', hub, { 'iam:PassedToService': 'credentials.iot.amazonaws.com' }],
    ['iam:AttachRolePolicy', hub, { 'iam:PolicyARN': naming.managedPolicyArn(names.dataHubPolicy) }],
    ['iam:CreateUser', naming.userArn(names.athenaUser)],
    ['kms:PutKeyPolicy', keyArn],
    ['s3:PutBucketPolicy', naming.bucketArn(naming.shared.rawBucket)],
    ['sqs:DeleteQueue', naming.queueArn(names.arrivalsQueue)],
  ];
}

function refusedToDeployment(context: StoryContext, { slug, keyArn }: OrganizationOfStory): Asked[] {
  const { naming, environment } = context;
  const names = naming.organization(slug);
  const others = new Naming({ ...environment, name: 'production' });
  const { shared } = naming;
  const hub = naming.roleArn(names.dataHubRole);
  const operator = naming.roleArn(operatorRoleName(naming, 'hub-operator'));
  const object = `${naming.bucketArn(shared.rawBucket)}/${naming.dataPrefix(slug)}${UPLOADS.readings}`;
  const audit = naming.bucketArn(naming.auditBucket());
  const trail = naming.trailArn(shared.trail);
  const withoutBoundary: AskedContext = { 'iam:PermissionsBoundary': null };
  const otherBoundary: AskedContext = {
    'iam:PermissionsBoundary': naming.managedPolicyArn('anything-goes'),
  };
  return [
    // Roles and users that are held by nothing, or are somebody else's.
    ['iam:DeleteRolePermissionsBoundary', hub],
    ['iam:PutRolePermissionsBoundary', hub, otherBoundary],
    ['iam:CreateRole', hub, withoutBoundary],
    ['iam:PutRolePolicy', hub, otherBoundary],
    ['iam:CreateUser', naming.userArn(names.athenaUser), withoutBoundary],
    ['iam:CreateUser', naming.userArn('somebody')],
    ['iam:CreateRole', naming.roleArn('somebody')],
    ['iam:CreateRole', others.roleArn(others.organization(slug).dataHubRole)],
    ['iam:AttachRolePolicy', hub, ADMINISTRATOR_ACCESS],
    ['iam:CreateAccessKey', naming.userArn(names.athenaUser)],
    ['iam:PassRole', naming.roleArn('somebody'), { 'iam:PassedToService': 'credentials.iot.amazonaws.com' }],
    ['iam:PassRole', hub, { 'iam:PassedToService': 'lambda.amazonaws.com' }],
    ['iam:UpdateAssumeRolePolicy', operator],
    ['sts:AssumeRole', naming.roleArn(names.pipelineRole)],
    // Itself.
    ['iam:CreatePolicyVersion', naming.managedPolicyArn(shared.deploymentRolesPolicy)],
    ['iam:CreatePolicyVersion', naming.managedPolicyArn(shared.deploymentBoundary)],
    // What watches over it.
    ['cloudtrail:StopLogging', trail],
    ['cloudtrail:DeleteTrail', trail],
    ['cloudtrail:PutEventSelectors', trail],
    ['s3:PutBucketPolicy', audit],
    ['s3:PutLifecycleConfiguration', audit],
    ['s3:DeleteBucket', audit],
    ['s3:DeleteObjectVersion', `${audit}/AWSLogs/example`],
    ['organizations:DetachPolicy', '*'],
    ['organizations:LeaveOrganization', '*'],
    // What is an organization's.
    ['kms:Decrypt', keyArn],
    ['kms:GenerateDataKey', keyArn],
    ['kms:CreateGrant', keyArn],
    ['s3:GetObject', object],
    ['s3:PutObject', object],
    ['s3:ListBucket', naming.bucketArn(shared.rawBucket), { 's3:prefix': naming.dataPrefix(slug) }],
    ['s3:ListBucketVersions', naming.bucketArn(shared.rawBucket), { 'aws:CalledViaLast': CLOUDFORMATION }],
    ['ssm:GetParameter', naming.connectorParametersArn(slug).replace('*', 'postgres/password')],
    ['sqs:ReceiveMessage', naming.queueArn(names.arrivalsQueue)],
    ['athena:StartQueryExecution', naming.workgroupArn(names.workgroup)],
    // Another environment's.
    ['s3:PutBucketPolicy', others.bucketArn(others.shared.rawBucket)],
    ['sqs:DeleteQueue', others.queueArn(others.organization(slug).arrivalsQueue)],
  ];
}

/** Nobody has these credentials but CloudFormation; here its role is asked for as CloudFormation does. */
async function touchObjects(
  context: StoryContext,
  { slug, keyArn }: OrganizationOfStory,
  role: () => Promise<string>,
): Promise<string> {
  const { naming, emulator } = context;
  const given = await assumeRoleAsService(emulator.endpoint, {
    service: CLOUDFORMATION,
    roleArn: await role(),
  });
  const { s3 } = callerClients(context, {
    accessKeyId: given.AccessKeyId,
    secretAccessKey: given.SecretAccessKey,
    sessionToken: given.Token,
  });
  const object = { Bucket: naming.shared.rawBucket, Key: `${naming.dataPrefix(slug)}${UPLOADS.readings}` };
  const put = { ...object, Body: 'x', ServerSideEncryption: 'aws:kms', SSEKMSKeyId: keyArn } as const;
  const requests = [
    () => s3.send(new GetObjectCommand(object)),
    () => s3.send(new PutObjectCommand(put)),
    () => s3.send(new DeleteObjectCommand(object)),
    () => s3.send(new ListObjectsV2Command({ Bucket: object.Bucket })),
  ];
  let reason = '';
  for (const request of requests) reason = await refused(request);
  return `${requests.length} times ${reason}`;
}
