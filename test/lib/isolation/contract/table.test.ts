import { TABLES } from '../../../../lib/isolation/contract/table';

const ALLOWED = TABLES.flatMap(({ allowed }) => Object.entries(allowed));
const DENIED = TABLES.flatMap(({ allowed, denied }) =>
  Object.entries(denied).map(([id, row]) => ({ id, row, twin: allowed[row.twin] })),
);

test('every row has an id and a sentence of its own', () => {
  const ids = [...ALLOWED.map(([id]) => id), ...DENIED.map(({ id }) => id)];
  const sentences = [...ALLOWED.map(([, row]) => row), ...DENIED.map(({ row }) => row)].map(
    ({ sentence }) => sentence,
  );
  expect(new Set(ids).size).toBe(ids.length);
  expect(new Set(sentences).size).toBe(sentences.length);
  expect(ids.length).toBeGreaterThan(60);
});

test.each(DENIED)('$id differs from a row that is allowed, in one thing', ({ row, twin }) => {
  expect(twin).toBeDefined();
  const keys = Object.keys(row.change).filter((key) => key !== 'to');
  expect(keys).toHaveLength(1);
  expect('by' in row.change ? row.change.by : undefined).not.toBe(twin?.by);
});
