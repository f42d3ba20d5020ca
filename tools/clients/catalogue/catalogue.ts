import type { Client, UntriedClient } from '../client';
import { commandLineClients } from './command-line-clients';
import { compiledClients } from './compiled-clients';
import { javascriptClients } from './javascript-clients';
import { pythonClients } from './python-clients';

/** Every client that is tried. @param repository its root */
export function allClients(repository: string): Client[] {
  return [
    ...commandLineClients(),
    ...pythonClients(repository),
    ...javascriptClients(repository),
    ...compiledClients(),
  ];
}

/** Clients that people ask about, and that cannot be tried here. */
export const UNTRIED_CLIENTS: readonly UntriedClient[] = [
  {
    name: 'aws-cli-v2',
    title: 'AWS CLI 2, current',
    why: 'it comes as an installer of AWS, in no package registry; Debian 12 has 2.9',
  },
  {
    name: 'duckdb',
    title: 'DuckDB',
    why: 'its extension for S3 (httpfs) comes from a server of its own, in no package registry',
  },
  { name: 'sdk-dotnet', title: 'AWS SDK for .NET', why: 'no .NET here' },
];
