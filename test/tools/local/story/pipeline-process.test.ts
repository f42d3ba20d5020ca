import { entriesOf } from '../../../../tools/local/story/pipeline-process';

test('of a log, what came of messages is read', () => {
  const processed = { event: 'processed', key: 'acme/readings.csv', rows: 3000, days: 3 };
  const rejected = { event: 'rejected', reason: 'acme/boto3.txt: the file is not CSV' };
  const log = [{ event: 'started' }, { level: 'info', ...processed }, rejected, { event: 'ended' }];
  expect(entriesOf(log.map((entry) => JSON.stringify(entry)))).toEqual([processed, rejected]);
});
