import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execFileSync } from 'node:child_process';

const REVIEW = join(__dirname, '..', '..', '.ci', 'review');
const folder = mkdtempSync(join(tmpdir(), 'ci-review-'));
const asked = join(folder, 'asked.txt');
// In the place of npm: what it is asked to run, an argument a line.
writeFileSync(join(folder, 'npm'), `#!/bin/sh\nprintf '%s\\n' "$@" >${asked}\n`, { mode: 0o755 });

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function argumentsFor(labels: string | undefined): string[] {
  const env = {
    PATH: `${folder}:${process.env['PATH'] ?? ''}`,
    ...(labels === undefined ? {} : { LABELS: labels }),
  };
  execFileSync(REVIEW, ['HEAD^1', 'https://ci.example.com/runs/1'], { env });
  return readFileSync(asked, 'utf8').trimEnd().split('\n');
}

test('the review in CI is of the base, and writes comment, JSON and page', () => {
  expect(argumentsFor(undefined)).toEqual([
    ...['run', 'review', '--', '--base', 'HEAD^1', '--artifact-url', 'https://ci.example.com/runs/1'],
    ...['--markdown', 'review/review.md', '--json', 'review/review.json', '--html', 'review/review.html'],
  ]);
});

test.each([
  ['bug,allow-replacement RawBucket1A2B,docs', ['RawBucket1A2B']],
  ['allow-replacement RawBucket1A2B,allow-replacement acme/Key', ['RawBucket1A2B', 'acme/Key']],
  ['allow-replacement $(touch x) "y"', ['$(touch x) "y"']],
])('the labels %s allow what they name', (labels, ids) => {
  const given = argumentsFor(labels);
  expect(given.slice(given.indexOf('--allow-replacement') + 1)).toEqual(ids);
});

test.each(['', 'bug', 'do not allow-replacement x', 'allow-replacement'])(
  'the labels "%s" allow nothing',
  (labels) => {
    expect(argumentsFor(labels)).not.toContain('--allow-replacement');
  },
);
