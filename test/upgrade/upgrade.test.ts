import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { STACKS } from '../../tools/release/record-release';
import { readRecords } from '../../tools/release/recorded-stacks';
import type { SideStack } from '../../lib/review/sides/side-stack';
import { synthesizeFixture } from '../../tools/release/synthesize-fixture';
import { INTENDED_CHANGES, type IntendedChanges } from './intended-changes';
import { changedNames, comparedAccess, lostResources } from './upgrade-comparison';

const CHANGELOG = readFileSync(join(__dirname, '..', '..', 'CHANGELOG.md'), 'utf8');
const HEADING = /^## \[(\d+\.\d+\.\d+)\](?: - (\d{4}-\d{2}-\d{2}))?/gm;
const RECORDED = readdirSync(__dirname)
  .filter((name) => /^\d+\.\d+\.\d+$/.test(name))
  .sort();
const NOTHING: IntendedChanges = { lost: [], renamed: [], losses: [] };

test('every release that has a date in the changelog is recorded: npm run record-release', () => {
  const released = [...CHANGELOG.matchAll(HEADING)].flatMap(([, version = '', date]) =>
    date === undefined ? [] : [version],
  );
  expect(released).toContain('0.1.0');
  expect(RECORDED).toEqual(released.sort());
});

test('changes are intended of releases that there are', () => {
  expect(RECORDED).toEqual(expect.arrayContaining(Object.keys(INTENDED_CHANGES)));
});

describe.each(RECORDED)('an environment of %s, deployed by this code,', (version) => {
  const folder = join(__dirname, version);
  const base = readRecords(join(folder, STACKS));
  // Refused, if this code does not read the file as the release did.
  const head = synthesizeFixture(folder);
  const intended = INTENDED_CHANGES[version] ?? NOTHING;

  test('is of two organizations, one slug a prefix of the other', () => {
    const slugs = (stacks: readonly SideStack[]) =>
      stacks.flatMap(({ organization }) => organization ?? []).sort();
    expect([slugs(base), slugs(head)]).toEqual([
      ['acme', 'acme-eu'],
      ['acme', 'acme-eu'],
    ]);
  });

  test('keeps every resource that it had', () => {
    expect(sorted(lostResources(base, head))).toEqual(sorted(intended.lost.map(withoutReasons)));
  });

  test('keeps every name that it had', () => {
    expect(sorted(changedNames(base, head))).toEqual(sorted(intended.renamed.map(withoutReasons)));
  });

  test('keeps tags and termination protection of its stacks', () => {
    const settings = (stacks: readonly SideStack[]) =>
      stacks
        .filter(({ name }) => base.some((stack) => stack.name === name))
        .map(({ name, tags, terminationProtection }) => ({ name, tags, terminationProtection }));
    expect(sorted(settings(head))).toEqual(sorted(settings(base)));
  });

  test('takes no access from anybody', () => {
    const { losses, undecided, principals } = comparedAccess(base, head, intended.renamed);
    expect(undecided).toEqual([]);
    expect(principals).toBeGreaterThanOrEqual(6);
    expect(sorted(losses)).toEqual(sorted(intended.losses.map(withoutReasons)));
  });

  test('changes on purpose only as the changelog says', () => {
    const after = CHANGELOG.slice(0, CHANGELOG.indexOf(`## [${version}]`));
    for (const { because, changelog } of [...intended.lost, ...intended.renamed, ...intended.losses]) {
      expect(because.length).toBeGreaterThan(20);
      expect(after).toContain(changelog);
    }
  });
});

function withoutReasons<Change extends { readonly because: string; readonly changelog: string }>(
  change: Change,
): Omit<Change, 'because' | 'changelog'> {
  const { because: _because, changelog: _changelog, ...rest } = change;
  return rest;
}

function sorted<Item>(items: readonly Item[]): Item[] {
  return items.toSorted((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));
}
