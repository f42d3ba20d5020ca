import { releaseNotes, requireVersion } from '../../../tools/release/release-notes';

const CHANGELOG = [
  '# Changelog',
  '',
  '## [0.2.1] - in preparation',
  '',
  '- later',
  '',
  '## [0.2.0] - 2026-12-01',
  '',
  '### Security',
  '',
  '- mended',
  '',
  '## [0.1.0] - 2026-11-20',
  '',
  '- first',
  '',
].join('\n');

test.each([
  ['0.2.0', '### Security\n\n- mended\n'],
  ['0.1.0', '- first\n'],
])('the notes of %s are its section, and nothing of its neighbours', (version, notes) => {
  expect(releaseNotes(CHANGELOG, version, true)).toBe(notes);
});

test('a section in preparation will do for a trial, and not for a release', () => {
  expect(releaseNotes(CHANGELOG, '0.2.1', false)).toBe('- later\n');
  expect(() => releaseNotes(CHANGELOG, '0.2.1', true)).toThrow(/^CHANGELOG\.md = .* gets its date before/);
});

test.each(['0.2', '0.3.0'])('%s has no section', (version) => {
  expect(() => releaseNotes(CHANGELOG, version, true)).toThrow(
    `CHANGELOG.md: has no section ## [${version}]`,
  );
});

test('every package that the tag does not name is told', () => {
  const versions = new Map([
    ['package.json', '0.2.0'],
    ['packages/data-hub/package.json', '0.1.9'],
    ['packages/isolation-proof/package.json', '0.2.00'],
  ]);
  expect(() => {
    requireVersion('v0.2.0', new Map([['package.json', '0.2.0']]));
  }).not.toThrow();
  expect(() => {
    requireVersion('v0.2.0', versions);
  }).toThrow(
    /^packages\/data-hub\/package\.json \$\.version = "0\.1\.9".*\npackages\/isolation-proof\/package\.json \$\.version/,
  );
});
