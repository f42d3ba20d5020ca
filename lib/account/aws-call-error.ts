import { PlatformError } from '../../config/errors';

export type AwsCallErrorCode =
  'AWS_DENIED' | 'AWS_SIGNED_OUT' | 'AWS_THROTTLED' | 'AWS_LIMIT' | 'AWS_UNREACHABLE' | 'AWS_REFUSED';

/** One call to AWS failed. The message is one line: the action, what it was about, and what to do. */
export class AwsCallError extends PlatformError {
  constructor(
    readonly code: AwsCallErrorCode,
    message: string,
    /** Name of the error as the service has it, for example `ResourceNotFoundException`. */
    readonly awsError: string,
    /** For example `iot:CreateThing`; where AWS names another action that it denied, that one. */
    readonly action: string,
    /** Of the HTTP response; undefined where there was none. HEAD requests tell their error by nothing else. */
    readonly status?: number,
  ) {
    super(message);
    this.name = 'AwsCallError';
  }
}

/** Whether a call failed with one of these errors of the service. */
export function isAwsError(error: unknown, ...names: readonly string[]): error is AwsCallError {
  return error instanceof AwsCallError && names.includes(error.awsError);
}

/** What failed: the call as IAM names it, what it was about, and what may be said of it. */
export interface FailedCall {
  readonly action: string;
  readonly resource: string;
  /** Whether the service's message may hold what the caller sent in confidence; then it is not repeated. */
  readonly confidential: boolean;
}

const DENIED = ['AccessDenied', 'AccessDeniedException', 'UnauthorizedException', 'UnauthorizedOperation'];
const SIGNED_OUT = [
  'CredentialsProviderError',
  'ExpiredToken',
  'ExpiredTokenException',
  'InvalidClientTokenId',
  'TokenProviderError',
  'UnrecognizedClientException',
];
const THROTTLED = [
  'RequestLimitExceeded',
  'SlowDown',
  'Throttling',
  'ThrottlingException',
  'TooManyRequestsException',
  'TooManyUpdates',
];
const LIMIT = [
  'LimitExceeded',
  'LimitExceededException',
  'ParameterLimitExceeded',
  'ServiceQuotaExceededException',
];
const NAMED_ACTION = /not authorized to perform: ([\w-]+:\w+)/;
/** What KMS says through other services to who may not decrypt; it does not name the action. */
const CIPHERTEXT = 'The ciphertext refers to ';
/** S3 puts the ARN in quotes. */
const NAMED_RESOURCE = /on resource: "?([^\s,;"]+)/;

/** What to do about a call that is denied, where no role is known that may make it. */
export const ASK_FOR_PERMISSION = 'ask for this permission, or use a role that has it';

/** Whether a message of AWS says which action it denies. */
export function namesDeniedAction(message: string): boolean {
  return NAMED_ACTION.test(message);
}

/** Says what went wrong with a call in one line. */
export function awsCallError({ action, resource, confidential }: FailedCall, error: unknown): AwsCallError {
  const { name, code, message, $metadata } = factsOf(error);
  const reason = confidential ? name : `${name}: ${oneLine(message)}`;
  const of = resource === '' ? '' : ` on ${resource}`;
  if (DENIED.includes(name)) {
    const denied =
      NAMED_ACTION.exec(message)?.[1] ?? (message.startsWith(CIPHERTEXT) ? 'kms:Decrypt' : action);
    const on = NAMED_RESOURCE.exec(message)?.[1] ?? resource;
    return new AwsCallError(
      'AWS_DENIED',
      `AWS denies ${denied}${on === '' ? '' : ` on ${on}`}; ${ASK_FOR_PERMISSION}`,
      name,
      denied,
      $metadata?.httpStatusCode,
    );
  }
  const fail = (kind: AwsCallErrorCode, text: string): AwsCallError =>
    new AwsCallError(kind, text, name, action, $metadata?.httpStatusCode);
  if (SIGNED_OUT.includes(name)) {
    return fail('AWS_SIGNED_OUT', `no valid AWS credentials (${name}); sign in, for example: aws sso login`);
  }
  if (THROTTLED.includes(name)) {
    return fail(
      'AWS_THROTTLED',
      `AWS throttles ${action}${of}, after several attempts; run this again later`,
    );
  }
  if (LIMIT.includes(name)) {
    return fail('AWS_LIMIT', `${action}${of} exceeds a quota of the account (${reason}); have it raised`);
  }
  if ($metadata?.httpStatusCode === undefined) {
    return fail(
      'AWS_UNREACHABLE',
      `${action}${of} got no answer (${code ?? name}); check the network and run this again`,
    );
  }
  return fail('AWS_REFUSED', `AWS refuses ${action}${of} (${reason})`);
}

interface ErrorFacts {
  readonly name: string;
  readonly code?: string;
  readonly message: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
}

function factsOf(error: unknown): ErrorFacts {
  return error instanceof Error ? error : { name: 'Error', message: String(error) };
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim().slice(0, 300);
}
