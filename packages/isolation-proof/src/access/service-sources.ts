/** How a statement lets a service in: as whom a role may be assumed by, or as whom a resource may be used by. */
export type Grant = 'trust' | 'resource policy';

interface Source {
  readonly grant: Grant;
  /** Where AWS documents that the service sends `aws:SourceAccount` there. */
  readonly page: string;
}

const DOCS = 'https://docs.aws.amazon.com';

/**
 * Services that AWS documents to send `aws:SourceAccount`, by the part of their principal before the suffix. AWS
 * publishes no list of them, so a service that is missing here may send it as well. One that does not is shut out
 * by a condition on the key: it broke roles of CloudTrail and Transcribe.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html#cross-service-confused-deputy-prevention
 */
const DOCUMENTED: Readonly<Record<string, readonly Source[]>> = {
  batch: [
    { grant: 'trust', page: `${DOCS}/batch/latest/userguide/cross-service-confused-deputy-prevention.html` },
  ],
  cloudtrail: [
    {
      grant: 'resource policy',
      page: `${DOCS}/awscloudtrail/latest/userguide/cross-service-confused-deputy-prevention.html`,
    },
  ],
  datasync: [
    {
      grant: 'trust',
      page: `${DOCS}/datasync/latest/userguide/cross-service-confused-deputy-prevention.html`,
    },
  ],
  'ecs-tasks': [{ grant: 'trust', page: `${DOCS}/AmazonECS/latest/developerguide/task-iam-roles.html` }],
  'emr-serverless': [
    {
      grant: 'trust',
      page: `${DOCS}/emr/latest/EMR-Serverless-UserGuide/getting-started.html#gs-runtime-role`,
    },
  ],
  glue: [{ grant: 'trust', page: `${DOCS}/glue/latest/dg/cross-service-confused-deputy-prevention.html` }],
  'logging.s3': [
    { grant: 'resource policy', page: `${DOCS}/AmazonS3/latest/userguide/enable-server-access-logging.html` },
  ],
  scheduler: [
    {
      grant: 'trust',
      page: `${DOCS}/scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html`,
    },
  ],
  ssm: [
    { grant: 'trust', page: `${DOCS}/systems-manager/latest/userguide/hybrid-multicloud-service-role.html` },
  ],
  states: [{ grant: 'trust', page: `${DOCS}/step-functions/latest/dg/procedure-create-iam-role.html` }],
};

/**
 * Services that act under a role only for a resource that somebody made and passed the role to, so that it is of
 * the role's own account: a role can be passed within an account only. Nobody of another account can make such a
 * service assume the role, whatever the trust policy says of accounts.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
 */
const PASSED: ReadonlySet<string> = new Set([
  'apigateway',
  'appsync',
  'backup',
  'batch',
  'codebuild',
  'codepipeline',
  'ec2',
  'ecs-tasks',
  'eks',
  'eks-fargate-pods',
  'emr-serverless',
  'es',
  'events',
  'firehose',
  'glue',
  'lambda',
  'monitoring.rds',
  'pipes',
  'pods.eks',
  'sagemaker',
  'scheduler',
  'states',
  'vpc-flow-logs',
]);

/**
 * Whether a trust policy may let a service in without saying on behalf of which account.
 * @param service its principal
 * @param strictly whether it has to say so as soon as AWS documents that the service sends the account
 */
export function needsNoAccount(service: string | undefined, strictly: boolean): boolean {
  if (service === undefined || !PASSED.has(nameOf(service))) return false;
  return !strictly || DOCUMENTED[nameOf(service)]?.some(({ grant }) => grant === 'trust') !== true;
}

/**
 * What to do about a statement that lets a service in and does not say on behalf of which account.
 * @param service its principal, such as `glue.amazonaws.com`; undefined if it is unknown before deployment
 */
export function adviceFor(service: string | undefined, grant: Grant, account: string): string {
  if (service === undefined) return 'Write the service into the template as plain text.';
  const source = DOCUMENTED[nameOf(service)]?.find((one) => one.grant === grant);
  if (source !== undefined) {
    return `Add the condition StringEquals aws:SourceAccount "${account}", which ${service} sends: ${source.page}`;
  }
  const place = grant === 'trust' ? 'role' : 'resource';
  const [consequence, instead] =
    grant === 'trust'
      ? [
          'could leave nobody who can assume the role',
          `Restrict who may pass the role (iam:PassRole with iam:PassedToService), and run the workload under a service that is documented to send the key: ${documented('trust').join(', ')}.`,
        ]
      : [
          'could shut the service out',
          'Bind the statement by a key that the service is documented to send, and grant no more than that resource.',
        ];
  return (
    `Do not add aws:SourceAccount: ${service} is not known to send it, and the condition ${consequence}. ` +
    `So this ${place} cannot be proved. ${instead}`
  );
}

/** Services that are documented to send the key where such a statement stands. */
export function documented(grant: Grant): string[] {
  return Object.entries(DOCUMENTED).flatMap(([service, sources]) =>
    sources.some((source) => source.grant === grant) ? [service] : [],
  );
}

/** `logs.eu-central-1.amazonaws.com` and `logs.amazonaws.com.cn` are the same service. */
function nameOf(service: string): string {
  return service.replace(/\.amazonaws\.com(?:\.cn)?$/, '').replace(/\.[a-z]{2}(?:-[a-z]+)+-\d$/, '');
}
