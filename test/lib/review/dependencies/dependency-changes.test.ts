import { dependencyChanges } from '../../../../lib/review/dependencies/dependency-changes';

const ROOT = { dependencies: { zod: '1.0.0', left: '1.0.0' }, devDependencies: { jest: '1.0.0' } };
const OWN = { dependencies: { commander: '1.0.0' } };

function lock(versions: Readonly<Record<string, string>>, root: unknown = ROOT): string {
  const installed = Object.entries(versions).map(([place, version]) => [
    `node_modules/${place}`,
    { version },
  ]);
  return JSON.stringify({
    lockfileVersion: 3,
    packages: {
      '': root,
      'packages/own': OWN,
      'node_modules/own': { resolved: 'packages/own', link: true },
      ...(Object.fromEntries(installed) as Record<string, { version: string }>),
    },
  });
}

const VERSIONS = {
  zod: '1.0.0',
  left: '1.0.0',
  jest: '1.0.0',
  commander: '1.0.0',
  deep: '1.0.0',
  'jest/node_modules/deep': '2.0.0',
};

test('equal locks have no change', () => {
  expect(dependencyChanges(lock(VERSIONS), lock(VERSIONS))).toEqual({
    direct: [],
    transitive: { added: 0, removed: 0, changed: 0 },
  });
});

test('names what the packages of the repository name, and counts the rest', () => {
  const { left: _left, deep: _deep, ...kept } = VERSIONS;
  const head = lock(
    {
      ...kept,
      zod: '2.0.0',
      jest: '2.0.0',
      commander: '3.0.0',
      right: '1.0.0',
      'jest/node_modules/deep': '3.0.0',
      other: '1.0.0',
      another: '1.0.0',
    },
    { dependencies: { zod: '2.0.0', right: '1.0.0' }, devDependencies: { jest: '2.0.0' } },
  );
  expect(dependencyChanges(lock(VERSIONS), head)).toEqual({
    direct: [
      { name: 'commander', from: '1.0.0', to: '3.0.0', kind: 'dependency' },
      { name: 'jest', from: '1.0.0', to: '2.0.0', kind: 'development' },
      { name: 'left', from: '1.0.0', kind: 'dependency' },
      { name: 'right', to: '1.0.0', kind: 'dependency' },
      { name: 'zod', from: '1.0.0', to: '2.0.0', kind: 'dependency' },
    ],
    transitive: { added: 2, removed: 1, changed: 1 },
  });
});

test('a lock that cannot be read is named', () => {
  expect(dependencyChanges('{', lock(VERSIONS))).toBe('package-lock.json of the base cannot be read');
  expect(dependencyChanges(lock(VERSIONS), '{}')).toBe('package-lock.json of the head cannot be read');
});
