import { type Evidence, evidenceOf } from '../claims/evidence';
import type { Form } from '../forms/form';
import type { OrganizationRecord } from '../provenance/organization-records';
import { CAPABILITIES } from '../matrix/capabilities';
import { type DrawnMatrix, Drawing } from './drawing';
import { differencesBetween } from './form-differences';
import { organizationsOf } from './organizations';
import type { MatrixData, PageData } from './page-data';
import { splitByWords } from './page-forms';
import type { PageSpecification } from '../specification/page-specification';

/**
 * Works out who can do what with what: one matrix for each form of organizations, and one for principals of
 * no organization. The same engine answers as for the claims, with questions about all resources of a row.
 * @param page what the page shows of the app, besides what it shows of every app
 * @param records what is noted of organizations, for people
 * @param progress told how many forms are worked out
 */
export function matricesOf(
  { model, tenancy, forms: all }: Evidence,
  page: PageSpecification = {},
  records: ReadonlyMap<string, OrganizationRecord> = new Map(),
  progress: (done: number, of: number) => void = () => undefined,
): PageData {
  const forms = splitByWords(all);
  const drawing = new Drawing(evidenceOf(model, tenancy, forms), page);
  const matrices = forms.map((form, index) => {
    progress(index, forms.length);
    const slugs = form.organizations.map(({ slug }) => slug);
    return { ...matrixOf(slugs, drawing.drawn(form)), ...differencesOf(model, forms, form) };
  });
  const platform = matrixOf([], drawing.drawn());
  return {
    capabilities: CAPABILITIES,
    ...drawing.judgements,
    forms: matrices,
    platform,
    organizations: organizationsOf({ model, tenancy }, page.isSuspended, records),
  };
}

/** In what a form differs from the first one. */
function differencesOf(
  model: Evidence['model'],
  [first]: readonly Form[],
  form: Form,
): Pick<MatrixData, 'differences'> {
  const [before] = first?.organizations ?? [];
  const [after] = form.organizations;
  return form === first || before === undefined || after === undefined
    ? {}
    : { differences: differencesBetween(model, before, after) };
}

/** With one column for principals of one kind that may do the same because of the same statements. */
function matrixOf(organizations: readonly string[], { rows, columns: drawn }: DrawnMatrix): MatrixData {
  const columns = new Map<string, { kind: string; names: string[]; cells: readonly number[] }>();
  for (const { subject, name, cells } of drawn) {
    const { kind } = subject;
    const key = `${kind} ${cells.join()}`;
    const alike = columns.get(key);
    if (alike === undefined) columns.set(key, { kind, names: [name], cells });
    else alike.names.push(name);
  }
  const shown = [...columns.values()];
  return {
    organizations,
    columns: shown.map(({ kind, names }) => ({ kind, names })),
    rows,
    cells: rows.map((_row, index) => shown.map(({ cells }) => cells[index] ?? 0)),
  };
}
