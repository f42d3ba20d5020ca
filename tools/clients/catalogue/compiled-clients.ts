import { join } from 'node:path';
import type { Client } from '../client';
import { goProgram, ownGoProgram, ownJavaProgram, ownRustProgram } from '../install/from-registries';
import { ownProgram } from './own-program';

const S5CMD = { name: 's5cmd', module: 'github.com/peak/s5cmd/v2', version: 'v2.3.0' } as const;

/** Clients in Go, Java and Rust. */
export function compiledClients(): Client[] {
  return [
    {
      name: 'sdk-go-v2',
      title: 'AWS SDK for Go v2',
      way: 'token-file',
      tier: 'full',
      install: ownGoProgram,
      ...ownProgram((folder) => [join(folder, 'upload')]),
    },
    {
      name: 's5cmd',
      title: 's5cmd 2.3.0 (SDK for Go v1)',
      way: 'token',
      tier: 'full',
      install: (context) => goProgram(context, S5CMD),
      upload: (folder, { file, key }, { bucket, keyArn, endpoint }) => ({
        command: [
          join(folder, 's5cmd'),
          ...['--endpoint-url', endpoint, '--retry-count', '0'],
          ...['cp', '--part-size', '5', '--sse', 'aws:kms', '--sse-kms-key-id', keyArn],
          ...[file, `s3://${bucket}/${key}`],
        ],
      }),
    },
    {
      name: 'sdk-java-v2',
      title: 'AWS SDK for Java v2',
      way: 'token-file',
      tier: 'full',
      install: ownJavaProgram,
      ...ownProgram((folder, { trustStore }) => [
        'java',
        `-Djavax.net.ssl.trustStore=${trustStore}`,
        ...[
          '-Djavax.net.ssl.trustStorePassword=changeit',
          '-cp',
          `${folder}:${join(folder, 'libraries', '*')}`,
          'Upload',
        ],
      ]),
    },
    {
      name: 'sdk-rust',
      title: 'AWS SDK for Rust',
      way: 'token-file',
      tier: 'slow',
      install: ownRustProgram,
      ...ownProgram((folder) => [join(folder, 'target', 'release', 'upload')]),
    },
  ];
}
