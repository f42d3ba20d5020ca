/** Values of one condition operator, by condition key. */
export type ConditionValues = Readonly<Record<string, string | readonly string[]>>;
export type Conditions = Readonly<Record<string, ConditionValues>>;

/** `'*'`, or principals by type (`AWS`, `Service`). */
export type Principal = '*' | Readonly<Record<string, string | readonly string[]>>;

/** One IAM statement, as it will stand in the template. Its `Sid` names it in denials, tests and reviews. */
export interface IamStatement {
  readonly Sid: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: Principal;
  readonly Action?: string | readonly string[];
  readonly NotAction?: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly NotResource?: string | readonly string[];
  readonly Condition?: Conditions;
}

/** An IAM statement with what reviewers want to know of it, which does not go into the template. */
export interface Statement extends IamStatement {
  /** Why each `*` in the statement is right. Required if there is one, and refused if there is none. */
  readonly wildcardReason?: string;
}

/** What statements begin with that bind everybody: whoever is not meant is excepted by their conditions. */
export const DENY_EVERYBODY = { Effect: 'Deny', Principal: '*' } as const;

export interface PolicyDocument {
  readonly Version: '2012-10-17';
  readonly Statement: readonly IamStatement[];
}

/**
 * The document of these statements.
 * @throws RangeError if a statement has a wildcard and no reason for it, or a reason and no wildcard.
 */
export function policyDocument(statements: readonly Statement[]): PolicyDocument {
  return {
    Version: '2012-10-17',
    Statement: statements.map(({ wildcardReason, ...statement }) => {
      if ((wildcardReason !== undefined) !== hasWildcard(statement)) {
        throw new RangeError(
          wildcardReason === undefined
            ? `statement ${statement.Sid} has a wildcard: give its wildcardReason`
            : `statement ${statement.Sid} has no wildcard: remove its wildcardReason`,
        );
      }
      return statement;
    }),
  };
}

/** Something with a wildcard that statements allow, with the reasons of all of them. */
export interface AllowedWildcard {
  readonly text: string;
  readonly reason: string;
}

/** Texts with a wildcard that these statements allow, as their `Action` or their `Resource`, each once. */
export function allowedWildcards(
  statements: readonly Statement[],
  element: 'Action' | 'Resource',
): AllowedWildcard[] {
  const reasons = new Map<string, Set<string>>();
  for (const { Effect, [element]: texts = [], wildcardReason } of statements) {
    if (Effect !== 'Allow' || wildcardReason === undefined) continue;
    for (const text of [texts].flat().filter((one) => one.includes('*'))) {
      reasons.set(text, (reasons.get(text) ?? new Set()).add(wildcardReason));
    }
  }
  return [...reasons].map(([text, found]) => ({ text, reason: [...found].join(' ') }));
}

function hasWildcard({ Principal = {}, Action, NotAction, Resource, NotResource }: IamStatement): boolean {
  const principals = typeof Principal === 'string' ? [Principal] : Object.values(Principal);
  return [...principals, Action, NotAction, Resource, NotResource]
    .flat()
    .some((text) => text?.includes('*') === true);
}
