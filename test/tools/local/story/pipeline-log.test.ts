import { entriesOf, expectProcessed, expectRejected } from '../../../../tools/local/story/pipeline-log';
import { readingsOfStory } from '../../../../tools/local/story/uploads';

const HUB = { name: 'berlin-1', config: { prefix: 'acme/acme--berlin-1/' } };
const READINGS = readingsOfStory(1);

const processed = (key: string, rows = READINGS.count, hub: string | null = 'berlin-1') =>
  ({ event: 'processed', key, hub, rows, days: 3 }) as const;
const rejected = (reason: string) => ({ event: 'rejected', reason }) as const;

const TABLE = processed('acme/acme--berlin-1/readings.csv');
const LARGE = rejected('acme/acme--berlin-1/large.bin: the file is not CSV');
const BOTO3 = rejected('acme/acme--berlin-1/boto3.txt: the first line is not the header');

test('of a log, what came of messages is read', () => {
  const log = [{ event: 'started' }, { level: 'info', ...TABLE }, LARGE, { event: 'ended' }];
  expect(entriesOf(log.map((entry) => JSON.stringify(entry)))).toEqual([TABLE, LARGE]);
});

describe('what was processed', () => {
  test('is the file of readings, beside what was rejected', () => {
    expect(expectProcessed([LARGE, TABLE], HUB, READINGS)).toEqual(TABLE);
  });

  test.each([
    ['without readings', [LARGE], 'the pipeline processed [], expected readings.csv of berlin-1 only'],
    ['with readings twice', [TABLE, TABLE], 'expected readings.csv of berlin-1 only'],
    [
      'with readings of another hub',
      [processed('acme/acme--berlin-10/readings.csv')],
      'expected readings.csv of berlin-1 only',
    ],
    [
      'with readings of a hub that the pipeline does not know',
      [processed('acme/acme--berlin-1/readings.csv', READINGS.count, null)],
      'expected readings.csv of berlin-1 only',
    ],
    [
      'with readings of another organization',
      [processed('acme-eu/acme-eu--berlin-1/readings.csv')],
      'expected readings.csv of berlin-1 only',
    ],
    [
      'with a row too few',
      [processed('acme/acme--berlin-1/readings.csv', 2999)],
      'the pipeline wrote 2999 rows, expected 3000',
    ],
  ])('is not accepted %s', (_what, entries, message) => {
    expect(() => expectProcessed(entries, HUB, READINGS)).toThrow(message);
  });
});

describe('what was rejected', () => {
  test('is told once, however often it was tried', () => {
    expect(expectRejected([LARGE, TABLE, BOTO3, LARGE], HUB)).toEqual([LARGE.reason, BOTO3.reason]);
  });

  test.each([
    ['with one file too few', [LARGE]],
    ['with changing reasons', [LARGE, BOTO3, rejected('acme/acme--berlin-1/large.bin: gone')]],
    [
      'with a file of another organization',
      [LARGE, rejected('acme-eu/acme-eu--berlin-1/boto3.txt: the file is not CSV')],
    ],
  ])('is not accepted %s', (_what, entries) => {
    expect(() => expectRejected(entries, HUB)).toThrow(
      'expected acme/acme--berlin-1/large.bin and acme/acme--berlin-1/boto3.txt',
    );
  });
});
