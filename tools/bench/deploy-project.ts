import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { benchSlugs } from './bench-environment';
import { BenchError } from './bench-error';
import { PROJECT_DIRECTORY } from './project-directory';

/** Name of the environment that the copy of the project has. */
export const DEPLOY_ENVIRONMENT = 'bench';

/** More than any number of organizations here takes; the others are enough as AWS gives them. */
const RAISED_QUOTAS = { 'iot-role-aliases': 10_000 };

/** What differs from the environment that ships as `local`. */
export interface DeployedEnvironment {
  readonly organizations: number;
  /** So many of them, the first, are suspended: their templates differ from the others'. */
  readonly suspended?: number;
  /** Further repositories of data connectors, which are in the shared stack. */
  readonly repositories?: readonly string[];
}

/**
 * Writes the environment's file.
 * @throws BenchError if there are fewer organizations than are to be suspended.
 */
export function writeEnvironment(
  project: string,
  { organizations, suspended = 0, repositories = [] }: DeployedEnvironment,
): void {
  if (suspended > organizations) {
    throw new BenchError(`${suspended} organizations cannot be changed where there are ${organizations}`);
  }
  const local = JSON.parse(readFileSync(join(PROJECT_DIRECTORY, 'environments', 'local.json'), 'utf8')) as {
    readonly dataConnectorRepositories: readonly string[];
  };
  const environment = {
    ...local,
    dataConnectorRepositories: [...local.dataConnectorRepositories, ...repositories],
    quotas: RAISED_QUOTAS,
    organizations: benchSlugs(organizations).map((slug, index) => ({
      slug,
      displayName: slug,
      status: index < suspended ? 'suspended' : 'active',
      audit: index < 2,
    })),
  };
  const file = join(project, 'environments', `${DEPLOY_ENVIRONMENT}.json`);
  writeFileSync(file, JSON.stringify(environment, undefined, 2));
}
