import { z } from 'zod';
import type { Declaration, Finding, JudgedSide, RowChange } from './guard-change';

/** What a side's proof said. */
export interface Verdict {
  readonly judged: Omit<JudgedSide, 'claims'>;
  readonly claims: readonly RowChange[];
  /** Left out by revisions that did not list them yet. */
  readonly rows?: readonly RowChange[];
  readonly declarations: readonly Declaration[];
}

const statementSchema = z.object({ sid: z.string(), path: z.string() });
const requestSchema = z.object({
  principal: z.string(),
  action: z.string(),
  resource: z.string(),
  context: z.record(z.string(), z.string()).default({}),
});
const violationSchema = z.object({
  what: z.string(),
  request: requestSchema.optional(),
  path: z.string().optional(),
  statements: z.array(statementSchema).default([]),
  remedy: z.string(),
  alike: z.number().optional(),
  more: z.number().optional(),
});
const failureSchema = z.object({
  row: z.string(),
  sentence: z.string(),
  organization: z.string(),
  expected: z.string(),
  actual: z.string(),
  because: z.string(),
  request: requestSchema.optional(),
  statements: z.array(statementSchema).default([]),
  remedy: z.string(),
});
const unknownsSchema = z.array(z.object({ place: z.string(), reason: z.string() }));
const verdictSchema = z.object({
  verdict: z.enum(['proved', 'violated', 'undecided']),
  undecided: unknownsSchema.default([]),
  claims: z
    .array(z.object({ id: z.string(), title: z.string(), violations: z.array(violationSchema).default([]) }))
    .default([]),
  contract: z
    .object({
      failures: z.array(failureSchema).default([]),
      table: z.array(z.object({ id: z.string(), sentence: z.string() })).optional(),
    })
    .optional(),
  declarations: z.array(z.object({ what: z.string(), because: z.string() })).default([]),
});
type ReadVerdict = z.output<typeof verdictSchema>;

/**
 * Reads what `prove --json` prints, of this revision or of another one.
 * @returns undefined if it is something else
 */
export function readVerdict(json: string): Verdict | undefined {
  const read = verdictSchema.safeParse(parsed(json));
  if (!read.success) return undefined;
  const { verdict, claims, contract, declarations } = read.data;
  const rows = contract?.table?.map(({ id, sentence }) => ({ id, title: sentence }));
  return {
    judged: { verdict, findings: findingsOf(read.data) },
    claims: claims.map(({ id, title }) => ({ id, title })),
    ...(rows === undefined ? {} : { rows }),
    declarations,
  };
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

function findingsOf({ claims, contract, undecided }: ReadVerdict): Finding[] {
  return [
    ...claims.flatMap(({ id, title, violations }) =>
      violations.map(({ what, request, statements, path, remedy, alike, more }) => ({
        claim: id,
        title,
        lines: [
          alike === undefined ? what : `${what} (and likewise for ${alike} more)`,
          ...requestLines(request),
          ...statementLines(statements),
          ...(path === undefined ? [] : [`at: ${path}`]),
          `fix: ${remedy}`,
          ...(more === undefined ? [] : [`and ${more} more like this`]),
        ],
      })),
    ),
    ...(contract?.failures ?? []).map(
      ({ row, sentence, organization, expected, actual, because, request, statements, remedy }) => ({
        claim: 'contract',
        title: `${organization}: ${sentence} (row ${row})`,
        lines: [
          `expected ${expected}, got ${actual}: ${because}`,
          ...requestLines(request),
          ...statementLines(statements),
          `fix: ${remedy}`,
        ],
      }),
    ),
    ...undecided.map(({ place, reason }) => ({ claim: 'undecided', title: place, lines: [reason] })),
  ];
}

function requestLines(request: z.output<typeof requestSchema> | undefined): string[] {
  if (request === undefined) return [];
  const { principal, action, resource, context } = request;
  const conditions = Object.entries(context).map(([key, value]) => `${key} = ${value}`);
  return [`request: ${action} on ${resource} by ${principal}`, ...conditions];
}

function statementLines(statements: readonly z.output<typeof statementSchema>[]): string[] {
  return statements.map(({ sid, path }) => `statement: ${sid} of ${path}`);
}
