import type { ClientOutcome } from './run-clients';
import type { UntriedClient } from './client';
import { CHECKS, type CheckOutcome } from './try-client';

const MARKS = { ok: 'ok', failed: 'FAILED', none: '-' } as const;

/** Whether a client did what it has to, and every check of it was made. */
export function isAsExpected({ notInstalled, checks }: ClientOutcome): boolean {
  return (
    notInstalled === undefined &&
    checks.length === CHECKS.length &&
    checks.every(({ outcome }) => outcome !== 'failed')
  );
}

/** One line for each client, with the columns as wide as they have to be. */
export function outcomeTable(outcomes: readonly ClientOutcome[]): string {
  const rows = [
    ['client', 'credentials', ...CHECKS, 'seconds'],
    ...outcomes.map(({ title, way, cannot, notInstalled, checks, seconds }) => [
      title,
      way,
      ...CHECKS.map((check) => {
        if (notInstalled !== undefined) return 'absent';
        const found = checks.find((one) => one.check === check);
        if (found === undefined) return 'not tried';
        return cannot !== undefined && found.outcome === 'ok' ? 'cannot' : MARKS[found.outcome];
      }),
      seconds.toFixed(1),
    ]),
  ];
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** What a person has to know besides the table: refusals as each client words them, failures, what is absent. */
export function outcomeNotes(outcomes: readonly ClientOutcome[], untried: readonly UntriedClient[]): string {
  const about = (of: (checks: readonly CheckOutcome[]) => readonly CheckOutcome[]): string[] =>
    outcomes.flatMap(({ title, checks }) =>
      of(checks).map(({ check, saw }) => `  ${title}, ${check}: ${saw}`),
    );
  return [
    ...section(
      "Refused at the neighbour's folder, in the client's words:",
      about((checks) => checks.filter(({ check, outcome }) => check === 'neighbour' && outcome === 'ok')),
    ),
    ...section(
      'Cannot work:',
      outcomes.flatMap(({ title, cannot }) => (cannot === undefined ? [] : [`  ${title}: ${cannot}`])),
    ),
    ...section('Not tried here:', [...untried.map(({ title, why }) => `  ${title}: ${why}`)]),
    ...section(
      'Not installed, and so not passed:',
      outcomes.flatMap(({ title, notInstalled }) =>
        notInstalled === undefined ? [] : [`  ${title}: ${notInstalled}`],
      ),
    ),
    ...section(
      'Failed:',
      about((checks) => checks.filter(({ outcome }) => outcome === 'failed')),
    ),
  ].join('\n');
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', title, ...lines];
}
