import { join } from 'node:path';
import type { Client } from '../client';
import { pip, programsFolder, pythonIn } from '../install/from-registries';
import { ownProgram } from './own-program';

/** Clients in Python, by their packages. */
export function pythonClients(repository: string): Client[] {
  const program = (name: string) =>
    ownProgram((folder) => [pythonIn(folder), join(programsFolder(repository), name)]);
  return [
    {
      name: 'boto3',
      title: 'boto3 1.44',
      way: 'token-file',
      tier: 'ci',
      install: (context) => pip(context, ['boto3==1.44.8']),
      ...program('boto3_upload.py'),
    },
    {
      name: 'boto3-2021',
      title: 'boto3 1.17 (2021)',
      way: 'token',
      tier: 'full',
      install: (context) => pip(context, ['boto3==1.17.112']),
      ...program('boto3_upload.py'),
    },
    {
      name: 'minio-py',
      title: 'minio-py 7.2',
      way: 'token-file',
      tier: 'full',
      install: (context) => pip(context, ['minio==7.2.20']),
      ...program('minio_upload.py'),
    },
    {
      name: 'pyarrow-s3fs',
      title: 'pyarrow 26 on s3fs',
      way: 'token-file',
      tier: 'full',
      install: (context) => pip(context, ['pyarrow==26.0.1', 's3fs==2026.9.0']),
      ...program('s3fs_upload.py'),
    },
    {
      name: 'pyarrow',
      title: 'pyarrow 26, its own S3FileSystem',
      way: 'token-file',
      tier: 'full',
      install: (context) => pip(context, ['pyarrow==26.0.1']),
      ...program('pyarrow_upload.py'),
      cannot: 'it has no setting for a KMS key, which every upload has to name',
    },
  ];
}
