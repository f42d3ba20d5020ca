import type { Statement } from '../policies/statement';

/** A request as counterexamples show it, whoever found it. */
export interface ShownRequest {
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  readonly context: Readonly<Record<string, string>>;
}

/** A line for each part of a request. */
export function requestLines({ principal, action, resource, context }: ShownRequest): string[] {
  return [
    `      principal  ${principal}`,
    `      action     ${action}`,
    `      resource   ${resource}`,
    ...Object.entries(context).map(([key, value]) => `      ${key} = ${value}`),
  ];
}

/** A line for each statement that is responsible, and one for the place where it is no statement. */
export function sourceLines(statements: readonly Statement[], path: string | undefined): string[] {
  return [
    ...statements.map(({ name, source }) => `      statement  ${name} of ${source.path}`),
    ...(path === undefined ? [] : [`      at         ${path}`]),
  ];
}
