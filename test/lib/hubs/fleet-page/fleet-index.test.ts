import type { ColumnId } from '../../../../lib/hubs/fleet-page/columns';
import { FleetIndex, type Query } from '../../../../lib/hubs/fleet-page/fleet-index';
import { organizationCounts } from '../../../../lib/hubs/fleet-page/organization-counts';
import { dataOf, smallFleet } from './fleet';

const ALL: Query = { text: '', organization: '', state: '', attention: '' };

function found(query: Partial<Query>): string[] {
  return new FleetIndex(dataOf(smallFleet())).find({ ...ALL, ...query }).map(({ hub }) => hub);
}

function sorted(column: ColumnId, descending = false): string[] {
  const index = new FleetIndex(dataOf(smallFleet()));
  index.sort({ column, descending });
  return index.find(ALL).map(({ hub }) => hub);
}

test('hubs stand by organization and name, numbers in names as numbers', () => {
  expect(found({})).toEqual(['berlin-1', 'berlin-2', 'berlin-10', 'cologne', 'dresden', 'paris', 'porto']);
});

test.each<[Partial<Query>, string[]]>([
  [{ text: ' BERLIN  0.1 ' }, ['berlin-10']],
  [{ text: 'europe' }, ['paris', 'porto']],
  [{ text: 'clock' }, ['berlin-10']],
  [{ text: 'berlin-3' }, []],
  [{ organization: 'acme' }, ['berlin-1', 'berlin-2', 'berlin-10', 'cologne', 'dresden']],
  [{ organization: 'globex' }, []],
  [{ state: 'revoked' }, ['porto']],
  [{ attention: 'overdue' }, ['berlin-2', 'paris']],
  [{ attention: 'alarm' }, ['berlin-10']],
  [{ attention: 'not-seen' }, ['cologne']],
  [{ attention: 'any' }, ['berlin-2', 'berlin-10', 'cologne', 'paris']],
  [{ attention: 'any', organization: 'acme-eu', text: 'p' }, ['paris']],
])('%j finds %j', (query, hubs) => {
  expect(found(query)).toEqual(hubs);
});

test('a column sorts both ways; what is not known is last in both, and equal rows keep their order', () => {
  expect(sorted('diskFree')).toEqual([
    'berlin-10',
    'berlin-1',
    'berlin-2',
    'paris',
    'porto',
    'cologne',
    'dresden',
  ]);
  expect(sorted('diskFree', true).slice(-3)).toEqual(['berlin-10', 'cologne', 'dresden']);
  expect(sorted('clockOffset', true)[0]).toBe('berlin-10');
  expect(sorted('lastSeen')[0]).toBe('porto');
  expect(sorted('hub', true).slice(0, 2)).toEqual(['porto', 'paris']);
});

test('each organization is counted by itself, one without hubs too', () => {
  expect(organizationCounts(dataOf(smallFleet())).map(({ slug, counts }) => [slug, counts])).toEqual([
    ['acme', { hubs: 5, overdue: 1, alarm: 1, 'not-seen': 1 }],
    ['acme-eu', { hubs: 2, overdue: 1, alarm: 0, 'not-seen': 0 }],
    ['globex', { hubs: 0, overdue: 0, alarm: 0, 'not-seen': 0 }],
  ]);
});
