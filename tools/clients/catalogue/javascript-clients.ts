import { join } from 'node:path';
import type { Client } from '../client';
import { npm, programsFolder } from '../install/from-registries';
import { ownProgram } from './own-program';

/** Clients in JavaScript. */
export function javascriptClients(repository: string): Client[] {
  const program = (name: string): [string, string] => [
    process.execPath,
    join(programsFolder(repository), name),
  ];
  return [
    {
      name: 'sdk-javascript-v3',
      title: 'AWS SDK for JavaScript v3',
      way: 'token-file',
      tier: 'ci',
      ...ownProgram(() => program('sdk-v3-upload.cjs')),
    },
    {
      name: 'sdk-javascript-v2',
      title: 'AWS SDK for JavaScript v2',
      way: 'token',
      tier: 'full',
      install: (context) => npm(context, 'aws-sdk@2.1693.0'),
      ...ownProgram(
        () => program('sdk-v2-upload.cjs'),
        (folder) => ({ NODE_PATH: join(folder, 'node_modules') }),
      ),
    },
  ];
}
