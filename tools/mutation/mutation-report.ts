import { formatTable } from '../bench/table';
import type { JudgedMutant } from './judged-mutant';
import { type Reviewed, reviewOf } from './reviewed-survivor';

/** How the mutants of one operator ended. */
export interface OperatorRow {
  readonly operator: string;
  readonly mutants: number;
  readonly claim: number;
  readonly contract: number;
  readonly undecided: number;
  /** Survivors that say the same as what ships. */
  readonly equivalent: number;
  /** Survivors on the list. */
  readonly reviewed: number;
  readonly surviving: number;
}

export interface MutationReport {
  readonly rows: readonly OperatorRow[];
  readonly total: OperatorRow;
  /** Survivors that are neither equivalent nor on the list. */
  readonly surviving: readonly JudgedMutant[];
  /** Entries of the list that no survivor is on it by, of the operators that ran. */
  readonly stale: readonly Reviewed[];
  /** How many mutants killed each claim, and each row of the contract. */
  readonly killers: Readonly<Record<string, number>>;
  readonly seconds: number;
  readonly mutantsPerSecond: number;
  readonly passed: boolean;
}

type Ending = Exclude<keyof OperatorRow, 'operator' | 'mutants'>;

/**
 * Sums up a run.
 * @param isWhole whether every mutant of its operators was judged, so that an entry without a survivor is stale
 */
export function reportOf(
  judged: readonly JudgedMutant[],
  list: readonly Reviewed[],
  { seconds, isWhole }: { seconds: number; isWhole: boolean },
): MutationReport {
  const reviews = new Map(
    judged.flatMap((mutant) => {
      const review = isSurvivor(mutant) ? reviewOf(mutant, list) : undefined;
      return review === undefined ? [] : [[mutant, review]];
    }),
  );
  const endingOf = (mutant: JudgedMutant): Ending => {
    if (mutant.outcome.kind !== 'survived') return mutant.outcome.kind;
    if (mutant.difference === 'same') return 'equivalent';
    return reviews.has(mutant) ? 'reviewed' : 'surviving';
  };
  const operators = [...new Set(judged.map(({ operator }) => operator))];
  const rows = operators.map((operator) =>
    rowOf(operator, judged.filter((mutant) => mutant.operator === operator).map(endingOf)),
  );
  const surviving = judged.filter((mutant) => endingOf(mutant) === 'surviving');
  const used = new Set(reviews.values());
  const ran = new Set(operators);
  const stale = isWhole
    ? list.filter((entry) => !used.has(entry) && entry.operators.every((name) => ran.has(name)))
    : [];
  const killers: Record<string, number> = {};
  for (const { outcome } of judged) {
    if (outcome.kind === 'claim' || outcome.kind === 'contract') {
      const name = outcome.kind === 'claim' ? outcome.by : `contract: ${outcome.by}`;
      killers[name] = (killers[name] ?? 0) + 1;
    }
  }
  return {
    rows,
    total: rowOf('all', judged.map(endingOf)),
    surviving,
    stale,
    killers,
    seconds,
    mutantsPerSecond: judged.length / seconds,
    passed: surviving.length === 0 && stale.length === 0,
  };
}

function isSurvivor({ outcome, difference }: JudgedMutant): boolean {
  return outcome.kind === 'survived' && difference !== 'same';
}

function rowOf(operator: string, endings: readonly Ending[]): OperatorRow {
  const count = (ending: Ending): number => endings.filter((one) => one === ending).length;
  return {
    operator,
    mutants: endings.length,
    claim: count('claim'),
    contract: count('contract'),
    undecided: count('undecided'),
    equivalent: count('equivalent'),
    reviewed: count('reviewed'),
    surviving: count('surviving'),
  };
}

/** The report for people: the table, then every survivor as a change to a template, then stale entries. */
export function reportText({
  rows,
  total,
  surviving,
  stale,
  seconds,
  mutantsPerSecond,
  passed,
}: MutationReport): string {
  const headers = [
    'operator',
    'mutants',
    'claim',
    'contract',
    'undecided',
    'equivalent',
    'reviewed',
    'SURVIVING',
  ];
  const cells = [...rows, total].map((row) => Object.values<string | number>({ ...row }).map(String));
  return [
    ...formatTable(headers, cells),
    '',
    ...surviving.flatMap(survivorLines),
    ...stale.map(
      ({ operators, places, change }) =>
        `STALE     no survivor is on the list by ${operators.join(', ')} at ${places.join(', ')} (${change}): remove it`,
    ),
    `${passed ? 'Killed or reviewed' : 'NOT ALL KILLED'}: ${total.mutants} mutants, ${total.surviving} surviving, ` +
      `${stale.length} stale entries (${seconds.toFixed(0)} s, ${mutantsPerSecond.toFixed(0)} mutants a second)`,
  ].join('\n');
}

function survivorLines({ operator, place, changes, difference = 'unclear' }: JudgedMutant): string[] {
  const meaning = { same: '', tighter: 'allows less', looser: 'ALLOWS MORE', unclear: 'may allow more' }[
    difference
  ];
  return [
    `SURVIVED  ${operator} (${meaning})`,
    `          ${place}`,
    ...changes.map((line) => `          ${line}`),
    '',
  ];
}
