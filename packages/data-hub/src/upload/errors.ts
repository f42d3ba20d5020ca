import { PlatformError } from '../../../../config/errors';
import { ProxyError } from '../proxy/proxy-error';

/** One file was not uploaded. One line, which names the file and says what to do. */
export class UploadError extends PlatformError {
  readonly code = 'HUB_UPLOAD';

  constructor(message: string) {
    super(message);
    this.name = 'UploadError';
  }
}

/** S3 says that it has stored other bytes than were sent. */
export class ChecksumMismatchError extends PlatformError {
  readonly code = 'HUB_UPLOAD_CHECKSUM';

  constructor(place: string) {
    super(`${place}: S3 stored other bytes than were sent`);
    this.name = 'ChecksumMismatchError';
  }
}

const IN_ITS_PLACE =
  'something answers in place of S3 (a proxy, a firewall, a page to log in at); have it let this machine through to S3';

/** There is an answer of success, and S3 never gives one like it: nothing was stored. */
export class NotS3Error extends PlatformError {
  readonly code = 'HUB_UPLOAD_NOT_S3';

  constructor(place: string) {
    super(`the answer is not one of S3 about ${place}; ${IN_ITS_PLACE}`);
    this.name = 'NotS3Error';
  }
}

/**
 * What a failed request calls for. `transient`: the same again, later. `expired`: the same with new credentials.
 * `skewed`: the same at once, because the SDK goes by S3's clock once S3 has called this machine's wrong.
 * `damaged`: S3 got other bytes than the checksum is of. `gone`: there is no such multipart upload any more.
 */
export type FailureClass = 'transient' | 'expired' | 'skewed' | 'damaged' | 'gone' | 'final';

const EXPIRED = ['ExpiredToken', 'ExpiredTokenException', 'RequestExpired', 'TokenRefreshRequired'];
const DAMAGED = ['BadDigest', 'XAmzContentChecksumMismatch', 'XAmzContentSHA256Mismatch', 'IncompleteBody'];
const TRANSIENT = ['RequestTimeout', 'SlowDown', 'InternalError', 'TimeoutError', 'OperationAborted'];
/** Of the operating system and Node.js, for connections that fail or break: the next one may not. */
const NETWORK = [
  'EAI_AGAIN',
  'EAI_FAIL',
  'EAI_NODATA',
  'EAI_NONAME',
  'ECONNABORTED',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETDOWN',
  'ENETUNREACH',
  'ENOTFOUND',
  'EPIPE',
  'EPROTO',
  'ETIMEDOUT',
];
/** Of TLS, and of the reader of HTTP, for bytes that are neither: some of them were damaged, or are not the server's. */
const GARBLED = /^(?:ERR_SSL_|HPE_)/;
const FIRST_REDIRECTION = 300;
const FIRST_SERVER_ERROR = 500;
const TOO_MANY = 429;

/** https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
export function failureClass(error: unknown): FailureClass {
  if (error instanceof ChecksumMismatchError) return 'damaged';
  if (error instanceof ProxyError) return error.code === 'PROXY_FAILED' ? 'transient' : 'final';
  if (error instanceof NotS3Error) return 'transient';
  if (error instanceof PlatformError) return 'final';
  const name = nameOf(error);
  if (EXPIRED.includes(name)) return 'expired';
  if (name === 'RequestTimeTooSkewed') return 'skewed';
  if (DAMAGED.includes(name)) return 'damaged';
  if (name === 'NoSuchUpload') return 'gone';
  const status = statusOf(error);
  if (TRANSIENT.includes(name)) return 'transient';
  // Without a status there was no answer.
  if (status === undefined) {
    const code = codeOf(error) ?? '';
    return NETWORK.includes(code) || GARBLED.test(code) ? 'transient' : 'final';
  }
  // An answer of success that cannot be read was cut short, or is not of S3.
  const passes = status < FIRST_REDIRECTION || status >= FIRST_SERVER_ERROR || status === TOO_MANY;
  return passes ? 'transient' : 'final';
}

/**
 * Why a file was not uploaded, for a person. Messages of S3 are not repeated: they can hold what was sent.
 * @param place the object, as `s3://<bucket>/<key>`.
 * @param prefix the folder that the hub may write to.
 */
export function uploadFailure(error: unknown, file: string, place: string, prefix: string): UploadError {
  if (error instanceof UploadError) return error;
  if (error instanceof PlatformError) return new UploadError(`${file} was not uploaded: ${error.message}`);
  const name = nameOf(error);
  const status = statusOf(error);
  if (isOfTheFile(error)) return new UploadError(`${file} was not uploaded: it cannot be read (${name})`);
  const what = `${file} was not uploaded to ${place}: ${name}${status === undefined ? '' : ` (${status})`}`;
  return new UploadError(`${what}; ${fixOf(name, prefix, failureClass(error))}`);
}

function fixOf(name: string, prefix: string, kind: FailureClass): string {
  switch (name) {
    case 'AccessDenied':
      return `this hub may write under ${prefix} only, with the key of hub.json; if both are right, ask the platform's operators whether the hub is revoked`;
    case 'NoSuchBucket':
      return 'correct $.buckets.raw in hub.json: enrolling the hub again writes it';
    case 'PermanentRedirect':
    case 'TemporaryRedirect':
    case 'AuthorizationHeaderMalformed':
      return 'correct $.region in hub.json, or $.buckets.raw: enrolling the hub again writes both';
    // S3 gives every error a code, for which the SDK finds none here.
    case 'Unknown':
    case 'UnknownError':
      return IN_ITS_PLACE;
    case 'RequestTimeTooSkewed':
      return "set this machine's clock (NTP)";
    case 'InvalidAccessKeyId':
      return "the session was cut; ask the platform's operators whether the hub is revoked";
    default:
  }
  return kind === 'transient'
    ? 'let this machine reach S3 in its Region (DNS, firewall, proxy), and run the same command again: it goes on where it stopped'
    : 'run data-hub doctor';
}

/** Whether the system refused to open or read a file; a connection that breaks is a failed `read`, too. */
function isOfTheFile(error: unknown): boolean {
  const { syscall } = error as { readonly syscall?: unknown };
  return (syscall === 'open' || syscall === 'read') && failureClass(error) === 'final';
}

/** The name that S3 or the operating system has for an error: its message can hold what was sent. */
export function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown error';
  const code = codeOf(error);
  // The SDK calls every connection that breaks a TimeoutError.
  return ['Error', 'TimeoutError'].includes(error.name) && code !== undefined ? code : error.name;
}

function codeOf(error: unknown): string | undefined {
  const { code } = error as { readonly code?: unknown };
  return typeof code === 'string' ? code : undefined;
}

function statusOf(error: unknown): number | undefined {
  return (error as { readonly $metadata?: { readonly httpStatusCode?: number } }).$metadata?.httpStatusCode;
}
