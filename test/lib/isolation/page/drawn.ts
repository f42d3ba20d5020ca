import { PAGE } from '../../../../lib/isolation/page/page';
import { type Evidence, evidenceOf } from '../../../../packages/isolation-proof/src/claims/evidence';
import { examine } from '../../../../lib/isolation/proof';
import { Words } from '../../../../packages/isolation-proof/src/page/words';
import { matricesOf } from '../../../../packages/isolation-proof/src/page/matrix';
import type { CellData, MatrixData, PageData } from '../../../../packages/isolation-proof/src/page/page-data';
import type { StackTemplate } from '../../../../packages/isolation-proof/src/templates/template';

export function draw(stacks: readonly StackTemplate[]): PageData {
  return examine(stacks, (evidence) => matricesOf(evidence, PAGE));
}

/** The matrices with every organization worked out by itself. */
export function drawEach(stacks: readonly StackTemplate[]): PageData {
  return examine(stacks, ({ model, tenancy }) => {
    const forms: Evidence['forms'] = model.ownership.tenants.map((slug) => ({
      representative: slug,
      organizations: [{ slug, names: [] }],
    }));
    return matricesOf(evidenceOf(model, tenancy, forms), PAGE);
  });
}

export function matrixOf({ forms }: PageData, slug: string): MatrixData {
  const matrix = forms.find(({ organizations }) => organizations.includes(slug));
  if (matrix === undefined) throw new Error(`no matrix has ${slug}`);
  return matrix;
}

export function cellAt(
  { cells }: PageData,
  matrix: MatrixData,
  scope: string,
  title: string,
  kind: string,
): CellData {
  const row = matrix.rows.findIndex((candidate) => candidate.scope === scope && candidate.title === title);
  const column = matrix.columns.findIndex((candidate) => candidate.kind === kind);
  const cell = cells[matrix.cells[row]?.[column] ?? -1];
  if (cell === undefined) throw new Error(`there is no cell of ${kind} and ${scope} ${title}`);
  return cell;
}

/** All that the page shows for an organization, written out. */
export function writtenOut(data: PageData, slug: string): unknown {
  const matrix = matrixOf(data, slug);
  const words = new Words(slug, matrix.organizations);
  const statements = (numbers: readonly number[]): unknown =>
    numbers.map((number) => data.statements[number]);
  const entry = (number: number): unknown => {
    const { capabilities, granted, refused } = data.entries[number] ?? {};
    const refusal = (of: { unallowed: boolean; denies: readonly number[] } | undefined): unknown =>
      of && { unallowed: of.unallowed, denies: statements(of.denies) };
    return {
      capabilities,
      granted: granted && { requests: granted.requests, statements: statements(granted.statements) },
      inForce: refusal(refused?.inForce),
      locks: refused?.locks.map((lock) => [lock.lock, refusal(lock.refusal)]),
    };
  };
  const cells = matrix.cells.map((row) =>
    row.map((number) => {
      const cell = data.cells[number];
      return { ...cell, entries: cell?.entries.map(entry) };
    }),
  );
  const { columns, rows } = matrix;
  return JSON.parse(words.of(JSON.stringify({ columns, rows, cells })));
}

/** A matrix as text: a line for each row, and what each principal can do; `!` where nobody is meant to, the number of locks where nothing. */
export function asText({ cells }: PageData, { rows, columns, cells: numbers }: MatrixData): string {
  const lines = rows.map(({ scope, title }, row) => {
    const words = columns.map((_column, column) => {
      const cell = cells[numbers[row]?.[column] ?? -1];
      const can = cell?.can.map((id) => `${id}${cell.alarming.includes(id) ? '!' : ''}`) ?? [];
      return can.length === 0 ? String(cell?.locks) : can.join(' ');
    });
    return `${scope} ${title}: ${words.join(' | ')}`;
  });
  return [columns.map(({ kind }) => kind).join(' | '), ...lines].join('\n');
}
