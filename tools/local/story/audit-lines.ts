import { StoryError } from './outcome';

/** A line of an organization's audit: values by the names of columns. */
export type AuditLine = Readonly<Record<string, string>>;

/** Something that an organization has to be told of. */
export interface Event {
  readonly what: string;
  readonly action: string;
  /** What the column has in it; left out where it does not matter. */
  readonly caller?: string;
  readonly person?: string;
  readonly resource?: string;
  readonly outcome?: string;
}

const COLUMNS = ['caller', 'person', 'resource', 'outcome'] as const;

/** @throws StoryError with everything that no line tells of */
export function expectToldOf(lines: readonly AuditLine[], events: readonly Event[]): void {
  const missing = events.filter(
    (event) =>
      !lines.some(
        (line) =>
          line['action'] === event.action &&
          COLUMNS.every((column) => (line[column] ?? '').includes(event[column] ?? '')),
      ),
  );
  if (missing.length === 0) return;
  const actions = [...new Set(lines.map(({ action = '', person = '' }) => `${action} ${person}`.trim()))];
  throw new StoryError(
    `no line tells of ${missing.map(({ what }) => what).join(', ')}; lines are of ${actions.join(', ')}`,
  );
}

/**
 * Compares ids, whatever their order.
 * @throws StoryError with how many are missing and how many are too many
 */
export function expectExactly(found: readonly string[], expected: readonly string[], what: string): void {
  const missing = expected.filter((id) => !found.includes(id));
  const tooMany = found.filter((id) => !expected.includes(id));
  if (expected.length === 0) throw new StoryError(`${what}: nothing was to be compared`);
  if (missing.length === 0 && tooMany.length === 0 && found.length === expected.length) return;
  throw new StoryError(
    `${what}: ${missing.length} of ${expected.length} are missing (${missing[0] ?? ''}), ${tooMany.length} are too many (${tooMany[0] ?? ''}), ${found.length} in all`,
  );
}
