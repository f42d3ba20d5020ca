import { dirname } from 'node:path';
import { CURL_UPLOAD } from '../clients/catalogue/curl-upload';
import { HUB_FOLDER } from './hub-machine';

/** What is uploaded, and to where. */
export interface UploadTarget {
  /** Path on the hub. */
  readonly file: string;
  readonly bucket: string;
  readonly key: string;
  readonly keyArn: string;
  readonly region: string;
  /** Origin of S3. */
  readonly endpoint: string;
  /** The hub's own folder. */
  readonly prefix: string;
}

/** A program of Debian that uploads with the hub's credentials. */
export interface UploadTool {
  readonly name: string;
  /** What it is written in. */
  readonly language: string;
  /** How it gets the credentials: from the agent, or from commands of the hub. */
  readonly way: 'agent' | 'credential_process' | 'command' | 'own';
  readonly command: (target: UploadTarget) => string[];
}

/** Names of the packages of Debian 13 that have them. Its rclone, 1.60, cannot write without an ACL, which hubs may not. */
export const TOOL_PACKAGES = ['awscli', 'python3-boto3', 'ruby-aws-sdk-s3', 'curl'];

/** Folder of the hub with the small programs of `tools/acceptance/programs`. */
export const PROGRAMS_FOLDER = '/opt/uploads';

const CONFIG = `${HUB_FOLDER}/hub.json`;

/** The tools: five, in four languages. */
export const UPLOAD_TOOLS: readonly UploadTool[] = [
  {
    name: 'AWS CLI',
    language: 'Python',
    way: 'credential_process',
    command: ({ file, bucket, key, keyArn }) => [
      ...['aws', 's3', 'cp', '--no-progress', file, `s3://${bucket}/${key}`],
      ...['--sse', 'aws:kms', '--sse-kms-key-id', keyArn],
    ],
  },
  {
    name: 'boto3',
    language: 'Python',
    way: 'agent',
    command: (target) => ['python3', `${PROGRAMS_FOLDER}/upload.py`, ...placeOf(target)],
  },
  {
    name: 'AWS SDK for Ruby',
    language: 'Ruby',
    way: 'agent',
    command: (target) => ['ruby', `${PROGRAMS_FOLDER}/upload.rb`, ...placeOf(target)],
  },
  {
    name: 'curl',
    language: 'C',
    way: 'command',
    command: ({ file, bucket, key, keyArn, region, endpoint }) => [
      // The recipe of docs/hub-owner/tools.md: secrets are no arguments of a process.
      'sh',
      '-c',
      `credentials=$(data-hub credentials --config ${CONFIG} --format env) && eval "$credentials" && ${CURL_UPLOAD}`,
      'sh',
      ...[file, region, keyArn, `${endpoint}/${bucket}/${key}`],
    ],
  },
  {
    name: 'data-hub upload',
    language: 'JavaScript',
    way: 'own',
    command: ({ file, key, prefix }) => [
      ...['data-hub', 'upload', file, '--config', CONFIG, '--prefix', dirname(key.slice(prefix.length))],
    ],
  },
];

function placeOf({ file, bucket, key, keyArn }: UploadTarget): string[] {
  return [file, bucket, key, keyArn];
}
