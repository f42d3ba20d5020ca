import { prove } from '../../../lib/isolation/proof';
import type { Json } from '../../../packages/isolation-proof/src/templates/json';
import { ACME, type Edit, inResource, platform } from './contract/platform';

/** Mistakes in the rule that announces what arrives in an organization's raw folder. */
const withPattern = (pattern: Json): Edit =>
  inResource(ACME, 'AWS::Events::Rule', (properties) => {
    properties['EventPattern'] = pattern;
  });
const bucket = (purpose: string): string => `ts-test-${purpose}-111122223333-eu-central-1-an`;
const objects = (purpose: string, key: Json): Json => ({
  source: ['aws.s3'],
  'detail-type': ['Object Created'],
  detail: { bucket: { name: [bucket(purpose)] }, object: { key } },
});

function violations(edit: Edit): [claim: string, what: string][] {
  return prove(platform(edit)).claims.flatMap(({ id, violations: all }) =>
    all.map(({ what }): [string, string] => [id, what]),
  );
}

test.each<[string, Json, string]>([
  [
    "the neighbour's folder",
    objects('raw', [{ prefix: 'acme-eu/' }]),
    `events of arn:aws:s3:::${bucket('raw')}/acme-eu/*`,
  ],
  [
    'the folder without its slash',
    objects('raw', [{ prefix: 'acme' }]),
    `events of arn:aws:s3:::${bucket('raw')}/acme*`,
  ],
  [
    'all folders',
    { source: ['aws.s3'], detail: { bucket: { name: [bucket('raw')] } } },
    `events of arn:aws:s3:::${bucket('raw')}/*`,
  ],
  [
    'another bucket of the account',
    objects('others', [{ prefix: 'acme/' }]),
    `events of arn:aws:s3:::${bucket('others')}/acme/*`,
  ],
  [
    'all folders but one',
    objects('raw', [{ 'anything-but': { prefix: 'globex/' } }]),
    `events of arn:aws:s3:::${bucket('raw')}/*`,
  ],
  [
    'all files of a format',
    objects('raw', [{ suffix: '.csv' }]),
    `events of arn:aws:s3:::${bucket('raw')}/*.csv`,
  ],
  [
    'its folder, or all others',
    { $or: [objects('raw', [{ prefix: 'acme/' }]), objects('raw', [{ exists: true }])] },
    `events of arn:aws:s3:::${bucket('raw')}/*`,
  ],
  [
    'everything on the bus',
    { source: [{ prefix: '' }] },
    'events that need not be about a resource of its own',
  ],
])('a rule that takes %s', (_bug, pattern, events) => {
  const found = violations(withPattern(pattern));
  expect(found.map(([claim]) => claim)).toEqual(['flows']);
  expect(found[0]?.[1]).toContain(`of acme: takes ${events} (EventPattern)`);
});

test('a rule of the standardized folder of its own organization is proved', () => {
  expect(violations(withPattern(objects('standardized', [{ prefix: 'acme/' }])))).toEqual([]);
});
