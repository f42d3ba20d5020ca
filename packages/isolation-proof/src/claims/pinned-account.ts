import type { Condition, Statement } from '../policies/statement';

export const SOURCE_ACCOUNT = 'aws:sourceaccount';
export const SOURCE_ARN = 'aws:sourcearn';
/**
 * CloudWatch Logs says for which log group it uses a key, so that the ARN there is of the account that is served.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
 */
const LOG_GROUP_ARN = 'kms:encryptioncontext:aws:logs:arn';
/** SNS says which topic it uses a key for. */
const TOPIC_ARN = 'kms:encryptioncontext:aws:sns:topicarn';

/**
 * Whether a statement lets a service in on behalf of its own account only: by the account itself; where it is not named, by
 * ARNs that name it, or by buckets that no other account can have.
 */
export function isPinned(statement: Statement): boolean {
  const { conditions, source } = statement;
  const pins = names(statement, SOURCE_ACCOUNT) ? pinsAccount : pinsArns;
  return conditions.some((condition) => pins(condition, source.stack.account));
}

function pinsAccount({ operator, key, values }: Condition, account: string): boolean {
  return key === SOURCE_ACCOUNT && operator === 'StringEquals' && values.every((value) => value === account);
}

function pinsArns({ operator, key, values }: Condition, account: string): boolean {
  return (
    [SOURCE_ARN, LOG_GROUP_ARN, TOPIC_ARN].includes(key) &&
    /^(?:Arn|String)(?:Equals|Like)$/.test(operator) &&
    values.every((value) => value !== undefined && (accountInArn(value) === account || isMadeUpBucket(value)))
  );
}

/**
 * Whether an ARN is that of one bucket whose name AWS makes up for these templates, so that nobody could have taken it
 * before: it is how the CDK lets notifications in. The name that an app chooses, another account may have had.
 */
function isMadeUpBucket(arn: string): boolean {
  return /^arn:[^:*?]+:s3:::\([^()*?]+\)$/.test(arn);
}

/** The account of an ARN whose parts before it hold no wildcard that could match a colon. */
function accountInArn(arn: string): string | undefined {
  return /^arn:[^:*?]+:[^:*?]+:[^:*?]*:(\d{12}):/.exec(arn)?.[1];
}

/** Whether a statement has a condition on one of these keys. */
export function names({ conditions }: Statement, ...keys: readonly string[]): boolean {
  return conditions.some(({ key }) => keys.includes(key));
}

/** Trust in the service, as long as it says nothing at all about the account: then every account could be meant. */
