import { parseOrgSlug } from '../../../../config/org-slug';
import { entriesOf, expectProcessed, expectRejected } from '../../../../tools/local/story/pipeline-log';
import { readingsOfStory } from '../../../../tools/local/story/uploads';

const ACME = { slug: parseOrgSlug('acme') };
const READINGS = readingsOfStory(1);

const processed = (key: string, rows = READINGS.count) =>
  ({ event: 'processed', key, rows, days: 3 }) as const;
const rejected = (reason: string) => ({ event: 'rejected', reason }) as const;

const TABLE = processed('acme/readings.csv');
const LARGE = rejected('acme/large.bin: the file is not CSV');
const BOTO3 = rejected('acme/boto3.txt: the first line is not the header');

test('of a log, what came of messages is read', () => {
  const log = [{ event: 'started' }, { level: 'info', ...TABLE }, LARGE, { event: 'ended' }];
  expect(entriesOf(log.map((entry) => JSON.stringify(entry)))).toEqual([TABLE, LARGE]);
});

describe('what was processed', () => {
  test('is the file of readings, beside what was rejected', () => {
    expect(expectProcessed([LARGE, TABLE], ACME, READINGS)).toEqual(TABLE);
  });

  test.each([
    ['without readings', [LARGE], 'the pipeline processed [], expected readings.csv only'],
    ['with readings twice', [TABLE, TABLE], 'expected readings.csv only'],
    [
      'with readings of another organization',
      [processed('acme-eu/readings.csv')],
      'expected readings.csv only',
    ],
    [
      'with a row too few',
      [processed('acme/readings.csv', 2999)],
      'the pipeline wrote 2999 rows, expected 3000',
    ],
  ])('is not accepted %s', (_what, entries, message) => {
    expect(() => expectProcessed(entries, ACME, READINGS)).toThrow(message);
  });
});

describe('what was rejected', () => {
  test('is told once, however often it was tried', () => {
    expect(expectRejected([LARGE, TABLE, BOTO3, LARGE], ACME)).toEqual([LARGE.reason, BOTO3.reason]);
  });

  test.each([
    ['with one file too few', [LARGE]],
    ['with changing reasons', [LARGE, BOTO3, rejected('acme/large.bin: gone')]],
    ['with a file of another organization', [LARGE, rejected('acme-eu/boto3.txt: the file is not CSV')]],
  ])('is not accepted %s', (_what, entries) => {
    expect(() => expectRejected(entries, ACME)).toThrow('expected acme/large.bin and acme/boto3.txt');
  });
});
