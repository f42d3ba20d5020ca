import { ConfigurationError } from '../../config/errors';

const CHANGELOG = 'CHANGELOG.md';

/**
 * The section of a version in a changelog of the format Keep a Changelog, without its heading.
 * @param released whether it must have its date: a section in preparation has none.
 * @throws ConfigurationError if there is no such section, or if it is still in preparation.
 */
export function releaseNotes(changelog: string, version: string, released: boolean): string {
  const lines = changelog.split('\n');
  const start = lines.findIndex((line) => line.startsWith(`## [${version}]`));
  const heading = lines[start];
  if (heading === undefined) {
    throw new ConfigurationError([
      { place: CHANGELOG, fix: `has no section ## [${version}]; write it first` },
    ]);
  }
  if (released && !/^## \[[^\]]+\] - \d{4}-\d{2}-\d{2}$/.test(heading)) {
    throw new ConfigurationError([
      {
        place: CHANGELOG,
        value: heading,
        fix: `gets its date before the release, for example ## [${version}] - 2026-12-01`,
      },
    ]);
  }
  const length = lines.slice(start + 1).findIndex((line) => line.startsWith('## '));
  const end = length < 0 ? lines.length : start + 1 + length;
  return `${lines
    .slice(start + 1, end)
    .join('\n')
    .trim()}\n`;
}

/**
 * Checks that a tag names the version of every package.
 * @param versions by the path of their `package.json`.
 * @throws ConfigurationError with every package that has another.
 */
export function requireVersion(tag: string, versions: ReadonlyMap<string, string>): void {
  const problems = [...versions]
    .filter(([, version]) => tag !== `v${version}`)
    .map(([place, value]) => ({
      place: `${place} $.version`,
      value,
      fix: `is not the version of the tag ${tag}; release v${value}, or correct it`,
    }));
  if (problems.length > 0) throw new ConfigurationError(problems);
}
