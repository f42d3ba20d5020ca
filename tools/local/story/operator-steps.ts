import { GetObjectCommand } from '@aws-sdk/client-s3';
import { ORG_SLUG_TAG } from '../../../config/naming';
import { operatorRoleName } from '../../../config/operator-role-name';
import { callerClients } from '../caller-clients';
import { type Asked, expectDecisions } from './decisions';
import type { TokenClaims } from './identity-issuer';
import { claimsOfOperator, DAILY_USES, type DailyUse, type Operators, signInAsOperator } from './operators';
import { refused, refusedSignIn } from './outcome';
import type { Neighbours, StoryContext } from './story-context';
import type { StoryStep } from './story-step';

/** Tokens that the issuer did sign, and that let nobody in to the roles of operators. */
export function deniedOperatorSignInSteps(context: StoryContext, { own }: Neighbours): StoryStep[] {
  const attempts =
    (change: (use: DailyUse) => Partial<TokenClaims>): (() => Promise<string>) =>
    async () => {
      let reason = '';
      for (const use of DAILY_USES) {
        const claims = { ...claimsOfOperator(context, use), ...change(use) };
        reason = await refusedSignIn(() => signInAsOperator(context, use, claims));
      }
      return `${DAILY_USES.length} roles, ${reason}`;
    };
  return [
    { title: 'Operators sign in without a name', run: attempts(() => ({ sourceIdentity: undefined })) },
    {
      title: 'Operators sign in with a token for another use',
      run: attempts((use) => ({
        audience: claimsOfOperator(context, use === 'monitor' ? 'auditor' : 'monitor').audience,
      })),
    },
    {
      title: `Operators sign in with a token that has the tag of ${own.slug}`,
      run: attempts(() => ({ sessionTags: { [ORG_SLUG_TAG]: own.slug } })),
    },
  ];
}

/** Each role does its job, and is refused what is an organization's, another role's, or the trail's. */
export function operatorSteps(context: StoryContext, { own }: Neighbours, operators: Operators): StoryStep[] {
  const { naming } = context;
  const common = refusedToAll(context, own);
  const reading = new GetObjectCommand({
    Bucket: naming.shared.rawBucket,
    Key: `${naming.dataPrefix(own.slug)}example.csv`,
  });
  return DAILY_USES.map((use) => {
    const { does, refusals } = work(context, own)[use];
    return {
      title: `The role ${use} does its job, and is refused ${common.length + refusals.length} things`,
      run: async () => {
        const role = naming.roleArn(operatorRoleName(naming, use));
        await expectDecisions(context, role, 'allowed', does);
        await expectDecisions(context, role, 'denied', [...common, ...refusals]);
        return refused(() => callerClients(context, operators[use]).s3.send(reading));
      },
    };
  });
}

type Organization = Neighbours['own'];

/** Data and secrets, keys, other identities, and what records and guards. */
function refusedToAll({ naming }: StoryContext, { slug, keyArn }: Organization): Asked[] {
  const names = naming.organization(slug);
  const { rawBucket, standardizedBucket } = naming.shared;
  const object = (bucket: string): string => `${naming.bucketArn(bucket)}/${naming.dataPrefix(slug)}example`;
  return [
    ['s3:GetObject', object(rawBucket)],
    ['s3:GetObject', object(standardizedBucket)],
    ['kms:Decrypt', keyArn],
    ['ssm:GetParameter', naming.connectorParametersArn(slug).replace('*', 'postgres/password')],
    ['sqs:ReceiveMessage', naming.queueArn(names.arrivalsQueue)],
    ['athena:StartQueryExecution', naming.workgroupArn(names.workgroup)],
    ['sts:AssumeRole', naming.roleArn(names.pipelineRole)],
    ['iam:AttachRolePolicy', naming.roleArn(names.analystRole)],
    ['s3:PutBucketPolicy', naming.bucketArn(rawBucket)],
    ['kms:PutKeyPolicy', keyArn],
    ['cloudtrail:StopLogging', naming.trailArn(naming.shared.trail)],
    ['cloudtrail:DeleteTrail', naming.trailArn(naming.shared.trail)],
    ['s3:DeleteObjectVersion', `${naming.bucketArn(naming.auditBucket())}/AWSLogs/example`],
  ];
}

interface Work {
  readonly does: readonly Asked[];
  /** Besides what is refused to all. */
  readonly refusals: readonly Asked[];
}

function work({ naming }: StoryContext, { slug }: Organization): Readonly<Record<DailyUse, Work>> {
  const names = naming.organization(slug);
  const thing = naming.thingsArn(slug).replace(/\*$/, 'example');
  const secret = naming.connectorParametersArn(slug).replace(/\*$/, 'postgres/password');
  const hubRole = naming.roleArn(names.dataHubRole);
  const records = `${naming.bucketArn(naming.auditBucket())}/AWSLogs/example`;
  const enrol: Asked = ['iot:CreateThing', thing];
  const cut: Asked = ['iam:PutRolePolicy', hubRole];
  const write: Asked = ['ssm:PutParameter', secret];
  const stacks: Asked = ['cloudformation:DescribeStacks', naming.stackArn(names.stack)];
  const readTrail: Asked = ['s3:GetObject', records];
  return {
    'hub-operator': { does: [enrol], refusals: [cut, write, readTrail] },
    'hub-revoker': { does: [cut, ['iot:UpdateThing', thing]], refusals: [enrol, write, readTrail] },
    'secret-writer': { does: [write], refusals: [enrol, cut, readTrail] },
    monitor: {
      does: [stacks],
      refusals: [
        enrol,
        cut,
        write,
        ['logs:GetLogEvents', naming.logStreamsArn(names.pipelineLogGroup).replace(/\*$/, 'example')],
      ],
    },
    auditor: {
      does: [
        readTrail,
        stacks,
        ['athena:StartQueryExecution', naming.workgroupArn(naming.shared.auditWorkgroup)],
      ],
      refusals: [enrol, cut, write, ['s3:PutObject', records]],
    },
  };
}
