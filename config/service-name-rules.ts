import type { NamePattern } from './compose-name';

// What each service accepts as a name, one function for each kind of resource: given the pattern, the whole rule.

const IAM_LIMITS = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html';
const IAM_CHARACTERS = /^[\w+=,.@-]+$/;
const IOT_LIMITS = 'https://docs.aws.amazon.com/general/latest/gr/iot-core.html';

export const iamRole = (pattern: string): NamePattern => ({
  pattern,
  maxLength: 64,
  characters: IAM_CHARACTERS,
  source: IAM_LIMITS,
});
export const iamPolicy = (pattern: string): NamePattern => ({ ...iamRole(pattern), maxLength: 128 });
export const iot = (pattern: string, characters: RegExp): NamePattern => ({
  pattern,
  maxLength: 128,
  characters,
  source: IOT_LIMITS,
});
export const stack = (pattern: string): NamePattern => ({
  pattern,
  maxLength: 128,
  characters: /^[a-zA-Z][a-zA-Z0-9-]*$/,
  source:
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cfn-using-console-create-stack.html',
});
/**
 * In the account's regional namespace, in which no other account can make a bucket: S3 wants the account, the
 * Region and `an` at the end, and counts them.
 */
export const bucket = (purpose: string): NamePattern => ({
  pattern: `{prefix}-{environment}-${purpose}-{account}-{region}-an`,
  maxLength: 63,
  characters: /^[a-z0-9][a-z0-9-]*-\d{12}-[a-z0-9-]+-an$/,
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/gpbucketnamespaces.html',
});
export const kmsAlias = (pattern: string): NamePattern => ({
  pattern,
  maxLength: 256,
  characters: /^alias\/(?!aws\/)[a-zA-Z0-9/_-]+$/,
  source: 'https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateAlias.html',
});

export const analyzer = (pattern: string): NamePattern => ({
  pattern,
  maxLength: 255,
  characters: /^[A-Za-z][\w.-]*$/,
  source: 'https://docs.aws.amazon.com/access-analyzer/latest/APIReference/API_CreateAnalyzer.html',
});

export const queue = (pattern: string): NamePattern => ({
  pattern,
  maxLength: 80,
  characters: /^[a-zA-Z0-9_-]+$/,
  source: 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html',
});

export const samlProvider = (pattern: string): NamePattern => ({
  pattern,
  maxLength: 128,
  characters: /^[\w._-]+$/,
  source: 'https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateSAMLProvider.html',
});

/** Rules of EventBridge. */
export const eventRule = (pattern: string): NamePattern => ({
  pattern,
  maxLength: 64,
  characters: /^[\w.-]+$/,
  source: 'https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html',
});
export const logGroup = (pattern: string): NamePattern => ({
  pattern,
  maxLength: 512,
  characters: /^[\w./#-]+$/,
  source: 'https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html',
});
export const workgroup = (pattern: string): NamePattern => ({
  pattern,
  maxLength: 128,
  characters: /^[a-zA-Z0-9._-]+$/,
  source: 'https://docs.aws.amazon.com/athena/latest/APIReference/API_CreateWorkGroup.html',
});
export const database = (pattern: string): NamePattern => ({
  pattern,
  maxLength: 255,
  // Athena wants lower case, and quotes around anything but letters, digits and underscores.
  characters: /^[a-z0-9_]+$/,
  source: 'https://docs.aws.amazon.com/athena/latest/ug/tables-databases-columns-names.html',
});

/** Schedules of EventBridge Scheduler, and groups of them. */
export const scheduled = (pattern: string): NamePattern => ({
  pattern,
  maxLength: 64,
  characters: /^[\w.-]+$/,
  source: 'https://docs.aws.amazon.com/scheduler/latest/APIReference/API_CreateSchedule.html',
});
