import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { benchSlugs } from './bench-environment';

/** What an account with a thousand organizations has asked AWS for. */
const QUOTAS = {
  'iot-role-aliases': 5000,
  'iam-roles': 5000,
  'iam-policies': 5000,
  'athena-workgroups': 5000,
  'glue-security-configurations': 5000,
  'eventbridge-rules': 5000,
};

/** Most organizations that the commands are measured with: as many as these quotas let pass. */
export const MOST_RECORDED = 1000;

/** The settings of production. */
const PRODUCTION = {
  account: '444455556666',
  region: 'eu-central-1',
  dataConnectorRepositories: ['postgres', 'sftp'],
};

/**
 * The settings of the local account's environment, as far as a checkout has them: operators' roles, break-glass, a trail,
 * and policies for the deployment.
 */
export function settingsWithOperations(checkout: string): object {
  const { organizations: _own, ...settings } = environmentSchema.parse(
    JSON.parse(readFileSync(join(checkout, 'environments', 'local.json'), 'utf8')),
  );
  return settings;
}

const environmentSchema = z.looseObject({ organizations: z.unknown() });

/** Makes the only environment of a copy: `bench`, with as many organizations. */
export function recordOrganizations(
  folder: string,
  organizations: number,
  { suspended = 0, settings = PRODUCTION }: { readonly suspended?: number; readonly settings?: object } = {},
): void {
  const environment = {
    ...settings,
    quotas: QUOTAS,
    organizations: benchSlugs(organizations).map((slug, index) => ({
      slug,
      displayName: slug,
      ...(index < suspended ? { status: 'suspended' } : {}),
    })),
  };
  writeFileSync(join(folder, 'environments', 'bench.json'), JSON.stringify(environment, null, 2));
}

/**
 * What `cdk init` makes, with nothing in its stack and without TypeScript: the least that a CDK app costs. The CDK
 * validates its template, as it does by default.
 */
export function writeEmptyApp(checkout: string, folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  symlinkSync(join(checkout, 'node_modules'), join(folder, 'node_modules'), 'dir');
  writeFileSync(join(folder, 'cdk.json'), JSON.stringify({ app: 'node app.js' }));
  writeFileSync(
    join(folder, 'app.js'),
    `const { App, Stack } = require('aws-cdk-lib');\nnew Stack(new App(), 'Empty');\n`,
  );
}

/** How Node.js starts a TypeScript program of a checkout, as its own commands are started. */
export function programStart(checkout: string): readonly string[] {
  return existsSync(join(checkout, 'bin', 'start.js')) ? ['bin/start.js'] : ['--import', 'tsx'];
}
