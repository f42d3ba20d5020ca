import { accessMatrices } from '../../../../lib/review/access/access-matrices';
import type { Compared } from '../../../../packages/isolation-proof/src/page/compared-matrices';
import { comparison, difference } from './differences';
import { COMPARISON, SIDES } from './sides';

const COMPARED = accessMatrices(COMPARISON.differences, SIDES);

function changesOf(compared: Compared | undefined): string[] {
  return (compared?.data.matrices ?? []).flatMap(({ organizations, columns, rows, changes }) =>
    changes.map(({ row, column, gained, lost }) => {
      const { scope, title } = rows[row] ?? {};
      const parts = [
        ...gained.capabilities.map((id) => `+${id}`),
        ...gained.actions.map((action) => `+${action}`),
        ...gained.oneLock.map((action) => `+(${action})`),
        ...lost.capabilities.map((id) => `-${id}`),
        ...lost.actions.map((action) => `-${action}`),
        ...lost.oneLock.map((action) => `-(${action})`),
      ];
      return `${organizations.join()} ${columns[column]?.kind ?? ''} ${scope ?? ''} ${title ?? ''}: ${parts.join(' ')}`;
    }),
  );
}

test('a changed cell says what is gained and lost, also where its capabilities stay the same', () => {
  expect(changesOf(COMPARED)).toEqual([
    'acme Data Hub own raw folder: +(s3:GetObject)',
    'acme Data Hub own connector secrets: +write +ssm:PutParameter -ssm:GetParameters',
  ]);
});

test('an organization without changes is counted and not drawn', () => {
  expect(COMPARED?.data.matrices.map(({ organizations }) => organizations)).toEqual([['acme']]);
  expect(COMPARED?.unchanged).toEqual(['acme-eu']);
  expect(COMPARED?.leftOut).toEqual([]);
});

test('both sides have a number of a cell, or -1, for each row and principal', () => {
  const [matrix] = COMPARED?.data.matrices ?? [];
  for (const side of ['base', 'head'] as const) {
    const cells = matrix?.[side].cells ?? [];
    const judged = COMPARED?.data[side].cells.length ?? 0;
    expect(cells).toHaveLength(matrix?.rows.length ?? -1);
    expect(cells.flat().every((number) => number >= 0 && number < judged)).toBe(true);
    expect(cells.every((row) => row.length === matrix?.columns.length)).toBe(true);
  }
});

test('what one side does not have is -1 there', () => {
  const without = {
    ...SIDES.base,
    principals: SIDES.base.principals.filter(({ arn }) => !arn.endsWith('-hybrid-node')),
  };
  const compared = accessMatrices(COMPARISON.differences, { base: without, head: SIDES.head });
  const [matrix] = compared?.data.matrices ?? [];
  const column = matrix?.columns.findIndex(({ kind }) => kind === 'Hybrid node') ?? -1;
  expect(new Set(matrix?.base.cells.map((row) => row[column]))).toEqual(new Set([-1]));
  expect(matrix?.head.cells.some((row) => row[column] === -1)).toBe(false);
});

test('principals of no organization have their matrix, and only if something changes for them', () => {
  const name = 'arn:aws:iam::111122223333:role/any-administrator';
  const administrator = difference('acme', { principal: { kind: 'role', name, presence: 'both' } });
  expect(changesOf(accessMatrices([administrator], SIDES))).toEqual([
    ' Any administrator others raw folders: +s3:AbortMultipartUpload',
  ]);
});

test('whoever stands in no matrix has no mark in one', () => {
  const service = difference('acme', { principal: { kind: 'service', name: 'a', presence: 'both' } });
  expect(accessMatrices([service], SIDES)?.data.matrices).toEqual([]);
});

test('nothing is drawn without differences, or with one side only', () => {
  expect(accessMatrices(comparison([]).differences, SIDES)).toBeUndefined();
  expect(accessMatrices(COMPARISON.differences, { head: SIDES.head })).toBeUndefined();
});
