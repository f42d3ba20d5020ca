import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hubVersion } from '../../../packages/data-hub/src/version';

const BUILT = globalThis as { DATA_HUB_VERSION?: string; DATA_HUB_COMMIT?: string };

afterEach(() => {
  delete BUILT.DATA_HUB_VERSION;
  delete BUILT.DATA_HUB_COMMIT;
});

test('from its sources it has the version of the package, and no commit', () => {
  const file = join(__dirname, '..', '..', '..', 'packages', 'data-hub', 'package.json');
  const { version } = JSON.parse(readFileSync(file, 'utf8')) as { version: string };

  expect(hubVersion()).toEqual({ version });
});

test('a build has what was put in place when it was made', () => {
  BUILT.DATA_HUB_VERSION = '1.2.3';
  expect(hubVersion()).toEqual({ version: '1.2.3' });
  BUILT.DATA_HUB_COMMIT = 'abcdef1';
  expect(hubVersion()).toEqual({ version: '1.2.3', commit: 'abcdef1' });
});
