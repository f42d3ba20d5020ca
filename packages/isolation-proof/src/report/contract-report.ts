import { requestLines, sourceLines } from './counterexample-lines';
import type { Contract, ContractRow } from '../contract/contract';
import type { ContractFailure } from '../contract/contract-failure';
import type { ContractVerdict } from '../contract/judge-contract';
import { NOTHING_TO_ASK, verdictColumn } from './verdict-column';

/** What the contract came to: with no request made, it is neither kept nor broken. */
export function contractOutcome({
  requests,
  failures,
}: ContractVerdict): 'kept' | 'broken' | typeof NOTHING_TO_ASK {
  if (failures.length > 0) return 'broken';
  return requests === 0 ? NOTHING_TO_ASK : 'kept';
}

const LABELS = { kept: 'kept', broken: 'BROKEN', [NOTHING_TO_ASK]: NOTHING_TO_ASK } as const;

/** The contract as text: a line, and below it every row that does not come out as expected. */
export function contractText(verdict: ContractVerdict): string {
  const { rows, nothingToAsk, requests, failures, milliseconds } = verdict;
  const size =
    requests === 0
      ? 'no requests'
      : `${rows} rows, ${requests} requests, ${(milliseconds / 1000).toFixed(2)} s${unaskedText(nothingToAsk)}`;
  return [
    `${verdictColumn(LABELS[contractOutcome(verdict)])}Requests that must be allowed are, and those that must be denied are (${size})`,
    ...failures.map(failureText),
  ].join('\n');
}

/** With more rows than this, nobody would find the verdicts between their ids. */
const NAMED_ROWS = 5;

function unaskedText(rows: readonly string[]): string {
  if (rows.length === 0) return '';
  const named = rows.length > NAMED_ROWS ? ' (the JSON names them)' : `: ${rows.join(', ')}`;
  return `; ${rows.length} with nothing to ask${named}`;
}

/** A row that does not come out as expected: the request, what decided it, and what would fix it. */
export function failureText(failure: ContractFailure): string {
  const { row, sentence, organization, request, statements, path, remedy } = failure;
  return [
    `    ${organization}: ${sentence} (row ${row}): ${outcomeText(failure)}`,
    ...(request === undefined ? [] : requestLines(request)),
    ...sourceLines(statements, path),
    `      fix        ${remedy}`,
  ].join('\n');
}

const DECISIONS = { allowed: 'allow', denied: 'deny', open: 'undetermined' } as const;

/** What was expected, what came of it, and why. */
function outcomeText({ expected, actual, because }: ContractFailure): string {
  return `expected ${DECISIONS[expected]}, got ${DECISIONS[actual]}: ${because}`;
}

/** The contract for programs: every row that is asked, if they are given. Statements are named by Sid and construct path. */
export function contractForPrograms(
  { failures, ...verdict }: ContractVerdict,
  asked?: Pick<Contract, 'rows'>,
): unknown {
  return {
    ...verdict,
    ...(asked === undefined ? {} : { table: tableOf(asked) }),
    failures: failures.map((failure) => ({
      ...failure,
      statements: failure.statements.map(({ name, source }) => ({
        sid: name,
        path: source.path,
        stack: source.stack.name,
      })),
    })),
  };
}

function tableOf({
  rows: { allowed, denied },
}: Pick<Contract, 'rows'>): (ContractRow & { expected: string })[] {
  return [
    ...allowed.map((row) => ({ ...row, expected: 'allowed' })),
    ...denied.map((row) => ({ ...row, expected: 'denied' })),
  ];
}
