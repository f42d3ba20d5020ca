import { expectRows } from '../../../../tools/local/story/daily-sums-query';
import { readingsOfStory } from '../../../../tools/local/story/uploads';

const readings = readingsOfStory(1);

test('the answer that was computed from the upload is accepted', () => {
  expect(readings.answer).toHaveLength(15);
  expect(() => {
    expectRows(readings.answer, readings, 'boto3');
  }).not.toThrow();
});

test('one digit less is told, with the row', () => {
  const [first = [], ...others] = readings.answer;
  const rows = [[...first.slice(0, 3), (first[3] ?? '').slice(0, -1)], ...others];
  expect(() => {
    expectRows(rows, readings, 'boto3');
  }).toThrow(/^boto3 got probe-1, 2026-11-24, 200, -?\d+\.\d\d in row 1, expected .*\.\d{3}$/);
});

test('a row that is missing is told', () => {
  expect(() => {
    expectRows(readings.answer.slice(1), readings, 'boto3');
  }).toThrow('boto3 got 14 rows, expected 15');
});

test('two organizations have different answers', () => {
  expect(readingsOfStory(2).answer).not.toEqual(readings.answer);
});
