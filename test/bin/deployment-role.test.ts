import { runCommand } from '../fixtures/commands';

const deploymentRole = (...options: readonly string[]): ReturnType<typeof runCommand> =>
  runCommand('deployment-role.ts', options);

test('an environment without the policies is told how to have them', () => {
  const { status, stderr } = deploymentRole('--environment', 'production');
  expect(status).toBe(2);
  expect(stderr).toContain('"operations": {"deployment": true}');
  expect(stderr).toContain('environments/production.json');
});
