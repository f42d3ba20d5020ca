import { endOf } from '../fixtures/commands';

test('an environment without the policies is told how to have them', async () => {
  const { status, stderr } = await endOf('deployment-role.ts', ['--environment', 'production']);
  expect(status).toBe(2);
  expect(stderr).toContain('"operations": {"deployment": true}');
  expect(stderr).toContain('environments/production.json');
});
