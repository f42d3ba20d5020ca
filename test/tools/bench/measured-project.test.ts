import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadEnvironment } from '../../../config/load-environment';
import { copyProject } from '../../../tools/bench/copy-project';
import {
  MOST_RECORDED,
  programStart,
  recordOrganizations,
  settingsWithOperations,
  writeEmptyApp,
} from '../../../tools/bench/measured-project';
import { timeCommand } from '../../../tools/bench/time-command';
import { ROOT } from '../../fixtures/commands';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'measured-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

test('a copy has everything but the environments that ship', () => {
  copyProject(ROOT, folder);
  recordOrganizations(folder, 2, { suspended: 1 });
  const { organizations } = loadEnvironment('bench', join(folder, 'environments'));
  expect(organizations.map(({ slug, status }) => [slug, status])).toEqual([
    ['org00001', 'suspended'],
    ['org00002', 'active'],
  ]);
  expect(existsSync(join(folder, 'environments', 'local.json'))).toBe(false);
  expect(programStart(folder)).toEqual(['bin/start.js']);
  rmSync(join(folder, 'bin', 'start.js'));
  expect(programStart(folder)).toEqual(['--import', 'tsx']);
});

test('an environment with operations has those of the local account, and other organizations', () => {
  copyProject(ROOT, folder);
  recordOrganizations(folder, 1, { settings: settingsWithOperations(ROOT) });
  const { operations, organizations } = loadEnvironment('bench', join(folder, 'environments'));
  expect(operations).toEqual(loadEnvironment('local', join(ROOT, 'environments')).operations);
  expect(operations.deployment).toBe(true);
  expect(organizations.map(({ slug }) => slug)).toEqual(['org00001']);
});

test('as many organizations as are measured can be recorded', () => {
  copyProject(ROOT, folder);
  recordOrganizations(folder, MOST_RECORDED);
  expect(loadEnvironment('bench', join(folder, 'environments')).organizations).toHaveLength(MOST_RECORDED);
});

test('a command that fails is told with what it wrote', async () => {
  await expect(timeCommand(folder, ['-e', 'console.error("no luck"); process.exit(3)'])).rejects.toThrow(
    /exit code 3\nno luck$/,
  );
  await expect(timeCommand(folder, ['-e', ''])).resolves.toBeGreaterThan(0);
});

test('the empty app is a CDK app with one empty stack', () => {
  const empty = join(folder, 'empty');
  writeEmptyApp(ROOT, empty);
  expect(JSON.parse(readFileSync(join(empty, 'cdk.json'), 'utf8'))).toEqual({ app: 'node app.js' });
  expect(readFileSync(join(empty, 'app.js'), 'utf8')).toContain(`new Stack(new App(), 'Empty')`);
});
