import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { HubConfig } from '../hub-config';
import type { SessionKeys } from '../credentials/identity';
import { ProxyError } from '../proxy/proxy-error';
import { requestHandlerFor } from '../proxy/request-handler';
import { NotS3Error } from '../upload/errors';
import { type CheckResult, fail, ok, sawAndFix, skipped } from './check';

/** Folder under the hub's prefix for what doctor uploads: one small object for each hub. */
const FOLDER = '_doctor';
const LOCAL_HOSTS: readonly (string | undefined)[] = ['localhost', '127.0.0.1'];
/** Codes of Node.js for a certificate that leads to a CA that it does not know. */
const OTHER_CA = [
  'SELF_SIGNED_CERT_IN_CHAIN',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
];
const TIMEOUTS = { connectionTimeout: 5_000, requestTimeout: 10_000 } as const;

/**
 * Uploads one small object as a hub has to, and sees that it cannot be read back.
 * @param configFile path of `hub.json`.
 * @param now in milliseconds since 1970.
 */
export async function checkBucket(
  config: HubConfig,
  configFile: string,
  keys: SessionKeys,
  now: number,
): Promise<readonly CheckResult[]> {
  // Which Node.js versions the next SDK supports is no finding about this hub.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
  const client = new S3Client({
    region: config.region,
    credentials: keys,
    maxAttempts: 2,
    requestHandler: { ...requestHandlerFor(config, configFile), ...TIMEOUTS },
    forcePathStyle: LOCAL_HOSTS.includes(overriddenHost()),
  });
  const target = {
    Bucket: config.buckets.raw,
    Key: `${config.prefix}${FOLDER}/${config.hub}.txt`,
  };
  try {
    const upload = await checkUpload(client, target, config, now);
    return [
      upload,
      upload.outcome === 'ok'
        ? await checkReadDenied(client, target)
        : skipped('read-denied', 'nothing was uploaded'),
    ];
  } finally {
    client.destroy();
  }
}

interface Target {
  readonly Bucket: string;
  readonly Key: string;
}

async function checkUpload(
  client: S3Client,
  target: Target,
  { keyArn, hub }: HubConfig,
  now: number,
): Promise<CheckResult> {
  const place = placeOf(target);
  try {
    const { ETag } = await client.send(
      new PutObjectCommand({
        ...target,
        Body: `${hub} looked after itself at ${new Date(now).toISOString()}.\n`,
        ServerSideEncryption: 'aws:kms',
        SSEKMSKeyId: keyArn,
      }),
    );
    return ETag === undefined
      ? fail('upload', ...sawAndFix(new NotS3Error(place).message))
      : ok('upload', `${place}, encrypted with ${keyArn}`);
  } catch (error) {
    if (error instanceof ProxyError) return fail('upload', ...sawAndFix(error.message));
    return fail('upload', `${place} was not uploaded: ${named(error)}`, uploadFix(error));
  }
}

async function checkReadDenied(client: S3Client, target: Target): Promise<CheckResult> {
  const place = placeOf(target);
  try {
    const { Body } = await client.send(new GetObjectCommand(target));
    await Body?.transformToByteArray();
    return fail(
      'read-denied',
      `${place} could be read back: this hub can read data, which it must not`,
      "tell the platform's operators at once; until it is put right, treat this hub as a reader of all its organization's data",
    );
  } catch (error) {
    return isDenied(error)
      ? ok('read-denied', `reading ${place} back is refused, as it should be`)
      : fail(
          'read-denied',
          `reading ${place} back was not refused but failed: ${named(error)}`,
          'run doctor again: a refusal is what has to come',
        );
  }
}

function placeOf({ Bucket, Key }: Target): string {
  return `s3://${Bucket}/${Key}`;
}

function isDenied(error: unknown): boolean {
  return nameOf(error) === 'AccessDenied';
}

function uploadFix(error: unknown): string {
  if (isDenied(error)) {
    return "compare buckets, prefix and keyArn of hub.json with the platform's; if they are right, the hub may be revoked: ask its operators";
  }
  const name = nameOf(error);
  if (OTHER_CA.includes(name)) {
    return 'a proxy or firewall opens TLS to S3: have its administrators exempt the host of the bucket, or name the file of its CA in the variable NODE_EXTRA_CA_CERTS';
  }
  if (name === 'NoSuchBucket') return 'correct $.buckets.raw in hub.json: enrolling the hub again writes it';
  if (name === 'ExpiredToken' || name === 'InvalidAccessKeyId')
    return 'the session was cut: ask the operators whether the hub is revoked';
  return 'let this machine reach S3 in its Region (DNS, firewall, proxy), and run doctor again';
}

/** Errors of S3 are told by name only: their messages can hold what was sent. */
function named(error: unknown): string {
  const status = (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;
  return `${nameOf(error)}${status === undefined ? '' : ` (${status})`}`;
}

function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown error';
  const { code } = error as NodeJS.ErrnoException;
  return error.name === 'Error' && code !== undefined ? code : error.name;
}

/** Where the SDK was told to send requests to S3 instead of AWS, as its own settings have it. */
function overriddenHost(): string | undefined {
  const endpoint = process.env['AWS_ENDPOINT_URL_S3'] ?? process.env['AWS_ENDPOINT_URL'] ?? '';
  return URL.canParse(endpoint) ? new URL(endpoint).hostname : undefined;
}
