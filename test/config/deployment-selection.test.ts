import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { selectFromContext } from '../../config/selection';

const folder = mkdtempSync(join(tmpdir(), 'deployment-selection-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});
const file = (name: string, more: object): void => {
  const common = { account: '111122223333', region: 'eu-central-1', organizations: [] };
  writeFileSync(join(folder, `${name}.json`), JSON.stringify({ ...common, ...more }));
};
file('with', { operations: { deployment: true } });
file('without', { region: 'eu-west-1' });

test.each([true, 'true'])('%p selects the stack of the deployment, alone', (deployment) => {
  const {
    shared,
    organizations,
    deployment: selected,
  } = selectFromContext({ environment: 'with', deployment }, folder);
  expect([shared, organizations, selected]).toEqual([false, [], true]);
});

test.each([undefined, false, 'false'])('%p selects everything else', (deployment) => {
  const selection = selectFromContext({ environment: 'with', deployment }, folder);
  expect([selection.shared, selection.deployment]).toEqual([true, undefined]);
});

test.each<[string, Record<string, unknown>, string]>([
  ['another value', { environment: 'with', deployment: 'yes' }, 'write true or false'],
  [
    'an organization',
    { environment: 'with', deployment: 'true', organization: 'acme' },
    'leave the organization out',
  ],
  ['an environment that does not ask for it', { environment: 'without', deployment: 'true' }, '"operations"'],
])('refuses %s', (_case, context, message) => {
  expect(() => selectFromContext(context, folder)).toThrow(message);
});
