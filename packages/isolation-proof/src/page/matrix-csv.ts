import { csvLine } from './csv';
import type { CellData, MatrixData, PageData } from './page-data';
import type { Scope } from '../matrix/scope';
import { Words } from './words';

/** The columns of the CSV file. */
const HEADER = csvLine([
  'principal',
  'organization',
  'resource',
  'capability',
  'verdict',
  'principal_kind',
  'resource_kind',
  'resource_owner',
]);

/** The CSV file of templates that could not be judged, so that no program takes it for one without findings. */
export const UNDECIDED_CSV = `${HEADER}${csvLine(['', '', '', '', 'undecided', '', '', ''])}`;

/** Whose a resource is, as seen from an organization. */
const OWNERS: Readonly<Record<Scope, string>> = {
  own: 'own',
  others: 'other organizations',
  shared: 'platform',
};
const OWNERS_OF_PLATFORM: Readonly<Record<Scope, string>> = { ...OWNERS, others: 'organizations' };

/**
 * The matrix as CSV, a part for each organization: a line for each principal, resource and capability.
 * The verdict is `allowed`, `denied`, or `unintended` for what is allowed and nobody is meant to have.
 * @param isChosen organizations to write; principals of no organization have the empty slug
 */
export function* matrixCsv(
  data: PageData,
  isChosen: (slug: string) => boolean = () => true,
): Generator<string> {
  yield HEADER;
  for (const form of data.forms) {
    for (const slug of form.organizations.filter(isChosen)) yield linesOf(data, form, slug, OWNERS);
  }
  if (isChosen('')) yield linesOf(data, data.platform, '', OWNERS_OF_PLATFORM);
}

function linesOf(
  data: PageData,
  { organizations, columns, rows, cells }: MatrixData,
  slug: string,
  owners: typeof OWNERS,
): string {
  const words = new Words(slug, organizations);
  const lines = columns.flatMap(({ kind, names }, column) =>
    names
      .map((name) => words.of(name))
      .flatMap((principal) =>
        rows.flatMap(({ scope, title, resources }, row) => {
          const cell = data.cells[cells[row]?.[column] ?? -1];
          const resource = words.of(resources.join(' '));
          return verdictsOf(data, cell).map(([capability, verdict]) =>
            csvLine([principal, slug, resource, capability, verdict, kind, title, owners[scope]]),
          );
        }),
      ),
  );
  return lines.join('');
}

/** What a cell says of each capability. */
function verdictsOf({ capabilities, entries }: PageData, cell: CellData | undefined): [string, string][] {
  const asked = new Set(cell?.entries.flatMap((number) => entries[number]?.capabilities ?? []));
  return capabilities
    .filter(({ id }) => asked.has(id))
    .map(({ id }) => [
      id,
      cell?.alarming.includes(id) === true
        ? 'unintended'
        : cell?.can.includes(id) === true
          ? 'allowed'
          : 'denied',
    ]);
}
