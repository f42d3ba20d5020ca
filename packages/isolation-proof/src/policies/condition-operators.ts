import { Memo } from '../patterns/memo';
import { NotUnderstoodError } from '../templates/resolved';

/** How an operator compares texts. */
export interface TextComparison {
  readonly wildcards: boolean;
  readonly ignoreCase: boolean;
}

/** An operator taken apart: `ForAnyValue:StringNotLikeIfExists` is StringLike, negated, of a set, if it exists. */
export interface Operator {
  readonly quantifier: string | undefined;
  /** The positive operator. */
  readonly base: string;
  readonly negated: boolean;
  readonly ifExists: boolean;
  readonly text: TextComparison | undefined;
  readonly compare: ((left: number, right: number) => boolean) | undefined;
}

/** Operators whose values are texts, by how the two are compared. */
const TEXT: Readonly<Record<string, TextComparison>> = {
  StringEquals: { wildcards: false, ignoreCase: false },
  StringEqualsIgnoreCase: { wildcards: false, ignoreCase: true },
  StringLike: { wildcards: true, ignoreCase: false },
  // The two are the same: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_ARN
  ArnEquals: { wildcards: true, ignoreCase: false },
  ArnLike: { wildcards: true, ignoreCase: false },
  Bool: { wildcards: false, ignoreCase: true },
};

const NEGATED: Readonly<Record<string, string>> = {
  StringNotEquals: 'StringEquals',
  StringNotEqualsIgnoreCase: 'StringEqualsIgnoreCase',
  StringNotLike: 'StringLike',
  ArnNotEquals: 'ArnEquals',
  ArnNotLike: 'ArnLike',
  NumericNotEquals: 'NumericEquals',
};

const NUMERIC: Readonly<Record<string, (left: number, right: number) => boolean>> = {
  NumericEquals: (left, right) => left === right,
  NumericLessThan: (left, right) => left < right,
  NumericLessThanEquals: (left, right) => left <= right,
  NumericGreaterThan: (left, right) => left > right,
  NumericGreaterThanEquals: (left, right) => left >= right,
};

/** Operators whose outcome is left open: nothing that is proved here depends on them. */
const LEFT_OPEN =
  /^(?:Date(?:Not)?Equals|Date(?:Less|Greater)Than(?:Equals)?|(?:Not)?IpAddress|BinaryEquals)$/;

/**
 * Takes an operator apart.
 * @throws NotUnderstoodError if it is not known
 */
export function parseOperator(operator: string): Operator {
  return operators.of(operator, () => takeApart(operator));
}

/** Far more than AWS has; each is met in many statements. */
const MOST_OPERATORS = 1_000;
const operators = new Memo<Operator>(MOST_OPERATORS);

function takeApart(operator: string): Operator {
  const [, quantifier, name = operator, ifExists] =
    /^(?:(ForAllValues|ForAnyValue):)?(.*?)(IfExists)?$/.exec(operator) ?? [];
  const negated = Object.hasOwn(NEGATED, name);
  const base = (negated ? NEGATED[name] : undefined) ?? name;
  const text = Object.hasOwn(TEXT, base) ? TEXT[base] : undefined;
  const compare = Object.hasOwn(NUMERIC, base) ? NUMERIC[base] : undefined;
  if (base !== 'Null' && text === undefined && compare === undefined && !LEFT_OPEN.test(base)) {
    throw new NotUnderstoodError(
      `the condition operator ${operator} is not supported: AWS has none of this name`,
    );
  }
  return { quantifier, base, negated, ifExists: ifExists !== undefined, text, compare };
}

/** @throws NotUnderstoodError if an operator is not known */
export function requireKnownOperator(operator: string): void {
  parseOperator(operator);
}
