import { requestLines, sourceLines } from './counterexample-lines';
import type { ContractFailure, ContractVerdict } from './contract/judge-contract';

/** The contract as text: a line, and below it every row that does not come out as it has to. */
export function contractText({ rows, requests, failures, milliseconds }: ContractVerdict): string {
  return [
    `${failures.length === 0 ? 'kept    ' : 'BROKEN  '}  Requests that must be allowed are, and those that must be denied are ` +
      `(${rows} rows, ${requests} requests, ${(milliseconds / 1000).toFixed(2)} s)`,
    ...failures.map(failureText),
  ].join('\n');
}

/** A row that does not come out as it has to: the request, what decided it, and what would mend it. */
export function failureText(failure: ContractFailure): string {
  const { row, sentence, organization, expected, request, because, statements, path, remedy } = failure;
  return [
    `    ${organization}: ${sentence} (row ${row}): has to be ${expected}, and is not: ${because}`,
    ...(request === undefined ? [] : requestLines(request)),
    ...sourceLines(statements, path),
    `      to mend    ${remedy}`,
  ].join('\n');
}

/** The contract for programs. Statements are named by Sid and construct path. */
export function contractForPrograms({ failures, ...verdict }: ContractVerdict): unknown {
  return {
    ...verdict,
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
