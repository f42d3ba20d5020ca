import { SLUG_STAND_INS, withSlugStandIns } from '../forms/slug-text';
import type { AccessMark } from './access-mark';
import type { CapabilityId } from '../matrix/capabilities';
import type { CellChange, CellPart } from './compared-data';
import type { DrawnColumn, DrawnMatrix, Judgements } from './drawing';
import type { RowData } from './page-data';
import type { MatrixSubject } from './subjects';
import type { Words } from './words';

/** The matrix of one side. */
export interface DrawnSide {
  readonly matrix: DrawnMatrix;
  readonly judgements: Judgements;
  /** Slug of the organization in whose names it is drawn; undefined for principals of none. */
  readonly owner: string | undefined;
  readonly words: Words;
  /** Slug of another organization of the same form; undefined if there is none. */
  readonly another: string | undefined;
}

/** Principals of one kind whose cells are the same on both sides. */
export interface ComparedColumn {
  readonly kind: string;
  readonly names: readonly string[];
  /** By row: number of a cell of the side; -1 where it has none. */
  readonly base: readonly number[];
  readonly head: readonly number[];
  readonly changes: readonly Omit<CellChange, 'column'>[];
}

/** A row of either side is the same one if these are the same. */
export function rowKey({ scope, title }: Pick<RowData, 'scope' | 'title'>): string {
  return `${scope} ${title}`;
}

/** The principals of both sides, those of the head first, each with what changed for it. */
export function comparedColumns(
  base: DrawnSide,
  head: DrawnSide,
  rows: readonly RowData[],
  marks: readonly AccessMark[],
): ComparedColumn[] {
  const [before, after] = [byPrincipal(base), byPrincipal(head)];
  const merged = new Map<string, { column: ComparedColumn; names: string[] }>();
  for (const key of [...new Set([...after.keys(), ...before.keys()])]) {
    const [was, is] = [before.get(key), after.get(key)];
    const subject = (is ?? was)?.subject;
    if (subject === undefined) continue;
    const own = marks.filter(
      (mark) => isOf(mark, was?.subject, base.owner) || isOf(mark, is?.subject, head.owner),
    );
    const cells = { base: cellsOf(base, was, rows), head: cellsOf(head, is, rows) };
    const changes = rows.flatMap((row, index) => changeOf(row, index, cells, own, { base, head }));
    const column = { kind: subject.kind, names: [], ...cells, changes };
    const alike = merged.get(JSON.stringify(column));
    const name = key.slice(subject.kind.length + 1);
    if (alike === undefined) merged.set(JSON.stringify(column), { column, names: [name] });
    else alike.names.push(name);
  }
  return [...merged.values()].map(({ column, names }) => ({ ...column, names }));
}

function byPrincipal({ matrix, words }: DrawnSide): Map<string, DrawnColumn> {
  return new Map(matrix.columns.map((column) => [`${column.subject.kind} ${words.of(column.name)}`, column]));
}

function cellsOf({ matrix }: DrawnSide, column: DrawnColumn | undefined, rows: readonly RowData[]): number[] {
  const numbers = new Map(matrix.rows.map((row, index) => [rowKey(row), column?.cells[index]]));
  return rows.map((row) => numbers.get(rowKey(row)) ?? -1);
}

function isOf(mark: AccessMark, subject: MatrixSubject | undefined, owner: string | undefined): boolean {
  if (subject === undefined) return false;
  const [judged] = mark.organizations;
  const { source } = subject;
  return (
    generalized(mark.principal, judged) === generalized(subject.subject.arn, owner) &&
    (mark.path === undefined ||
      source === undefined ||
      generalized(mark.path, judged) === generalized(source.path, owner))
  );
}

/** The same for each organization, whose own names it has. */
function generalized(text: string, slug: string | undefined): string {
  return slug === undefined ? text : withSlugStandIns(text, slug, SLUG_STAND_INS.shown);
}

function changeOf(
  row: RowData,
  index: number,
  cells: Pick<ComparedColumn, 'base' | 'head'>,
  marks: readonly AccessMark[],
  sides: { readonly base: DrawnSide; readonly head: DrawnSide },
): Omit<CellChange, 'column'>[] {
  const [was, is] = (['base', 'head'] as const).map((side) => canOf(sides[side], cells[side][index]));
  const own = marks.filter((mark) => rowKey({ scope: mark.scope, title: mark.row }) === rowKey(row));
  const partOf = (
    change: AccessMark['change'],
    from: readonly CapabilityId[] = [],
    to: readonly CapabilityId[] = [],
  ): CellPart => {
    const actionsOf = (isInForce: boolean): string[] => {
      const found = own.filter((mark) => mark.change === change && mark.isInForce === isInForce);
      return [...new Set(found.flatMap(({ actions }) => actions))].sort();
    };
    return {
      capabilities: to.filter((capability) => !from.includes(capability)),
      actions: actionsOf(true),
      oneLock: actionsOf(false),
    };
  };
  const [gained, lost] = [partOf('gained', was, is), partOf('lost', is, was)];
  return isEmptyPart(gained) && isEmptyPart(lost) ? [] : [{ row: index, gained, lost }];
}

function canOf({ judgements }: DrawnSide, cell = -1): readonly CapabilityId[] {
  return judgements.cells[cell]?.can ?? [];
}

function isEmptyPart({ capabilities, actions, oneLock }: CellPart): boolean {
  return capabilities.length + actions.length + oneLock.length === 0;
}
