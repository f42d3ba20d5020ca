import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hubVersion, versionText } from '../../../packages/data-hub/src/version';

const BUILT = globalThis as { DATA_HUB_BUILD?: { version: string; commit?: string } };

afterEach(() => {
  delete BUILT.DATA_HUB_BUILD;
});

test('from its sources it has the version of the package, and no commit', () => {
  const file = join(__dirname, '..', '..', '..', 'packages', 'data-hub', 'package.json');
  const { version } = JSON.parse(readFileSync(file, 'utf8')) as { version: string };

  expect(hubVersion()).toEqual({ version });
  expect(versionText()).toBe(version);
});

test('a build has what was put in place when it was made', () => {
  BUILT.DATA_HUB_BUILD = { version: '1.2.3' };
  expect(hubVersion()).toEqual({ version: '1.2.3' });
  BUILT.DATA_HUB_BUILD = { version: '1.2.3', commit: 'abcdef1' };
  expect(hubVersion()).toEqual({ version: '1.2.3', commit: 'abcdef1' });
  expect(versionText()).toBe('1.2.3 (commit abcdef1)');
});
