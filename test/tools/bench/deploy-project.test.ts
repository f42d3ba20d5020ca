import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadEnvironment } from '../../../config/load-environment';
import { copyProject } from '../../../tools/bench/copy-project';
import { DEPLOY_ENVIRONMENT, writeEnvironment } from '../../../tools/bench/deploy-project';
import { PROJECT_DIRECTORY } from '../../../tools/bench/project-directory';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'deploy-project-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe('writeEnvironment', () => {
  beforeEach(() => {
    mkdirSync(join(folder, 'environments'));
  });

  const load = () => loadEnvironment(DEPLOY_ENVIRONMENT, join(folder, 'environments'));

  test('writes an environment that can be deployed, with so many organizations', () => {
    writeEnvironment(folder, { organizations: 200 });

    const { organizations, account } = load();
    expect(account).toBe('123456789012');
    expect(organizations).toHaveLength(200);
    expect(new Set(organizations.map(({ status }) => status))).toEqual(new Set(['active']));
  });

  test('changes organizations, and what they share', () => {
    writeEnvironment(folder, { organizations: 5 });
    const before = load();
    writeEnvironment(folder, { organizations: 5, suspended: 3, repositories: ['added'] });
    const after = load();

    const changed = after.organizations.filter(
      (organization, index) => organization.status !== before.organizations[index]?.status,
    );
    expect(changed.map(({ slug }) => slug)).toEqual(['org00001', 'org00002', 'org00003']);
    expect(after.dataConnectorRepositories).toEqual([...before.dataConnectorRepositories, 'added']);
  });

  test('refuses to change more organizations than there are', () => {
    expect(() => {
      writeEnvironment(folder, { organizations: 2, suspended: 3 });
    }).toThrow('3 organizations cannot be changed where there are 2');
  });
});

test('copyProject copies what is deployed from, without the environments that ship', () => {
  const project = join(folder, 'project');
  copyProject(PROJECT_DIRECTORY, project);

  expect(existsSync(join(project, 'bin', 'deploy.ts'))).toBe(true);
  expect(existsSync(join(project, 'node_modules', 'aws-cdk', 'package.json'))).toBe(true);
  expect(existsSync(join(project, 'environments', 'local.json'))).toBe(false);
});
