/** Values of one condition operator, by condition key. */
export type ConditionValues = Readonly<Record<string, string | readonly string[]>>;
export type Conditions = Readonly<Record<string, ConditionValues>>;

/** `'*'`, or principals by type (`AWS`, `Service`). */
export type Principal = '*' | Readonly<Record<string, string | readonly string[]>>;

/**
 * One IAM statement, exactly as it will stand in the template. Every statement has a `Sid`, so that the
 * deciding statement of a request can be named, and so that the CDK never merges two into one.
 */
export interface Statement {
  readonly Sid: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: Principal;
  readonly Action?: string | readonly string[];
  readonly NotAction?: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly NotResource?: string | readonly string[];
  readonly Condition?: Conditions;
}

export interface PolicyDocument {
  readonly Version: '2012-10-17';
  readonly Statement: readonly Statement[];
}

export function policyDocument(...statements: readonly Statement[]): PolicyDocument {
  return { Version: '2012-10-17', Statement: statements };
}

/**
 * What every policy of a suspended organization says. Dynamic policies bind sessions already issued, too.
 */
export function suspensionStatement(): Statement {
  return {
    Sid: 'DenyEverythingWhileSuspended',
    Effect: 'Deny',
    Action: '*', // Suspension has no exceptions.
    Resource: '*', // Nor any resource that it spares.
  };
}
