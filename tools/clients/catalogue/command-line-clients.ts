import { dirname, join } from 'node:path';
import { CURL_UPLOAD } from './curl-upload';
import type { Client, FileAndKey, Target } from '../client';
import { debian, goProgram, pip } from '../install/from-registries';
import { programInDebian } from './debian-program';

const RCLONE = { name: 'rclone', module: 'github.com/rclone/rclone', version: 'v1.71.2' } as const;

/** It has a setting of its own for a CA, and 1.60 fails where this one is set. */
const RCLONE_VARIABLES = { AWS_CA_BUNDLE: '' } as const;

function place({ key }: FileAndKey, { bucket }: Target): string {
  return `s3://${bucket}/${key}`;
}

/** Commands that are started for each file. */
export function commandLineClients(): Client[] {
  return [
    {
      name: 'aws-cli-v1',
      title: 'AWS CLI 1.46',
      way: 'process',
      tier: 'ci',
      install: (context) => pip(context, ['awscli==1.46.3']),
      upload: (folder, what, target) => ({
        command: [join(folder, 'bin', 'aws'), ...awsCopy(what, target)],
      }),
    },
    {
      name: 'aws-cli-debian',
      title: 'AWS CLI 2.9 (Debian 12)',
      way: 'token',
      tier: 'full',
      install: (context) => debian(context, 'awscli'),
      upload: (folder, what, target) =>
        programInDebian(folder, 'aws', ['--endpoint-url', target.endpoint, ...awsCopy(what, target)]),
    },
    {
      name: 'rclone-debian',
      title: 'rclone 1.60 (Debian 12)',
      way: 'token',
      tier: 'full',
      install: (context) => debian(context, 'rclone'),
      upload: (folder, what, target) => ({
        ...programInDebian(folder, 'rclone', rcloneCopy(what, target)),
        variables: RCLONE_VARIABLES,
      }),
      cannot: 'it sends a header of ACLs with every upload, which hubs may not; 1.61 and later do not',
    },
    {
      name: 'rclone',
      title: 'rclone 1.71',
      way: 'token-file',
      tier: 'slow',
      install: (context) => goProgram(context, RCLONE),
      upload: (folder, what, target) => ({
        command: [join(folder, 'rclone'), ...rcloneCopy(what, target)],
        variables: RCLONE_VARIABLES,
      }),
    },
    {
      name: 's3cmd',
      title: 's3cmd 2.3 (Debian 12)',
      way: 'environment',
      tier: 'ci',
      install: (context) => debian(context, 's3cmd'),
      upload: (folder, what, target) => programInDebian(folder, 's3cmd', s3cmdPut(what, target)),
    },
    {
      name: 'curl',
      title: 'curl --aws-sigv4',
      way: 'environment',
      tier: 'ci',
      multipart: false,
      upload: (_folder, { file, key }, { bucket, keyArn, region, endpoint }) => ({
        command: ['sh', '-c', CURL_UPLOAD, 'sh', ...[file, region, keyArn, `${endpoint}/${bucket}/${key}`]],
      }),
    },
    {
      name: 'data-hub',
      title: 'data-hub upload',
      way: 'own',
      tier: 'ci',
      ownFolderOnly: true,
      upload: (_folder, { file, key }, { repository, configFile, cacheFile, prefix }) => ({
        command: [
          process.execPath,
          join(repository, 'bin', 'data-hub.mjs'),
          ...['upload', file, '--config', configFile, '--cache', cacheFile, '--part-size', '5M'],
          ...['--prefix', dirname(key.slice(prefix.length))],
        ],
      }),
    },
  ];
}

function awsCopy(what: FileAndKey, target: Target): string[] {
  const encryption = ['--sse', 'aws:kms', '--sse-kms-key-id', target.keyArn];
  return ['s3', 'cp', '--no-progress', what.file, place(what, target), ...encryption];
}

function rcloneCopy(
  { file, key }: FileAndKey,
  { bucket, keyArn, region, endpoint, caFile }: Target,
): string[] {
  return [
    ...['copyto', file, `:s3:${bucket}/${key}`, '--ca-cert', caFile, '--retries', '1'],
    ...['--low-level-retries', '1', '--no-check-dest'],
    // As `AWS` it puts the bucket into the name of the host, which resolves on AWS and not here.
    ...['--s3-provider', 'Other', '--s3-env-auth', '--s3-endpoint', endpoint, '--s3-region', region],
    ...['--s3-server-side-encryption', 'aws:kms', '--s3-sse-kms-key-id', keyArn],
    ...['--s3-no-check-bucket', '--s3-no-head', '--s3-upload-cutoff', '5M', '--s3-chunk-size', '5M'],
  ];
}

function s3cmdPut(what: FileAndKey, target: Target): string[] {
  const host = new URL(target.endpoint).host;
  return [
    ...['put', what.file, place(what, target), '--no-progress'],
    ...['--server-side-encryption', `--server-side-encryption-kms-id=${target.keyArn}`],
    ...[
      `--host=${host}`,
      `--host-bucket=${host}`,
      `--region=${target.region}`,
      `--ca-certs=${target.caFile}`,
    ],
    '--multipart-chunk-size-mb=5',
  ];
}
