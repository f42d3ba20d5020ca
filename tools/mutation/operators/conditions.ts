import {
  isObject,
  type Json,
  type JsonObject,
  listOf,
} from '../../../packages/isolation-proof/src/templates/json';
import { type Edits, type Operator, statementOperator } from './operator';

/** One line of a statement's Condition. */
interface Line {
  readonly operator: string;
  readonly key: string;
  readonly value: Json;
}

/** Puts other lines in the place of each line of each statement's Condition. */
function conditionOperator(
  name: string,
  description: string,
  change: (line: Line) => readonly (Line | undefined)[],
): Operator {
  return statementOperator(name, description, ({ statement }) => {
    const lines = linesOf(statement);
    return lines.flatMap((line) =>
      change(line).flatMap((changed): Edits[] => {
        const others = lines.filter((other) => other !== line);
        // Two lines of one operator and key would be one.
        if (others.some(({ operator, key }) => operator === changed?.operator && key === changed.key))
          return [];
        const left = lines.flatMap((one) => (one !== line ? [one] : changed === undefined ? [] : [changed]));
        return [[{ path: ['Condition'], value: left.length === 0 ? undefined : conditionOf(left) }]];
      }),
    );
  });
}

function linesOf({ Condition: condition }: JsonObject): Line[] {
  if (!isObject(condition)) return [];
  return Object.entries(condition).flatMap(([operator, keys]) =>
    isObject(keys) ? Object.entries(keys).map(([key, value]) => ({ operator, key, value })) : [],
  );
}

function conditionOf(lines: readonly Line[]): JsonObject {
  const condition: Record<string, Record<string, Json>> = {};
  for (const { operator, key, value } of lines)
    condition[operator] = { ...condition[operator], [key]: value };
  return condition;
}

const unlessNull = (change: (line: Line) => readonly Line[]) => (line: Line) =>
  line.operator === 'Null' ? [] : change(line);

/** What compares with wildcards where this one does not. */
const WITH_WILDCARDS: Readonly<Record<string, string>> = {
  StringEquals: 'StringLike',
  StringNotEquals: 'StringNotLike',
  ArnEquals: 'ArnLike',
};

const OPPOSITES: Readonly<Record<string, string>> = {
  StringEquals: 'StringNotEquals',
  StringNotEquals: 'StringEquals',
  StringLike: 'StringNotLike',
  StringNotLike: 'StringLike',
  ArnEquals: 'ArnNotEquals',
  ArnLike: 'ArnNotLike',
  NumericLessThan: 'NumericGreaterThanEquals',
};

export const CONDITION_OPERATORS: readonly Operator[] = [
  conditionOperator('drop-condition', 'leaves out a condition', () => [undefined]),
  conditionOperator(
    'condition-if-exists',
    'adds IfExists: an absent key counts as equal',
    unlessNull((line) => [{ ...line, operator: `${line.operator}IfExists` }]),
  ),
  conditionOperator(
    'condition-for-all-values',
    'adds ForAllValues, which holds for an absent key, or ForAnyValue',
    unlessNull((line) =>
      ['ForAllValues', 'ForAnyValue'].map((quantifier) => ({
        ...line,
        operator: `${quantifier}:${line.operator}`,
      })),
    ),
  ),
  conditionOperator('condition-to-null', 'asks only whether the key is there, or whether it is not', (line) =>
    ['true', 'false'].flatMap((value) =>
      line.operator === 'Null' && line.value === value ? [] : [{ ...line, operator: 'Null', value }],
    ),
  ),
  conditionOperator('widen-condition', 'puts * for a value, or what any value is less than', (line) => {
    if (line.operator === 'Null') return [];
    if (line.operator === 'Bool') return [{ ...line, value: ['true', 'false'] }];
    if (line.operator.startsWith('Numeric')) return ['0', '99'].map((value) => ({ ...line, value }));
    const operator = WITH_WILDCARDS[line.operator] ?? line.operator;
    return [
      { ...line, operator, value: '*' },
      { ...line, operator, value: [...listOf(line.value), '*'] },
      ...listOf(line.value).map((value, index, values) => ({
        ...line,
        operator,
        value: values.map((other, place) =>
          place === index && typeof value === 'string' ? `${value}*` : other,
        ),
      })),
    ];
  }),
  conditionOperator('retarget-condition', 'compares another key, another value, or the other way', (line) => {
    const opposite = OPPOSITES[line.operator];
    const values = listOf(line.value);
    return [
      ...['aws:PrincipalTag/other', 'aws:RequestTag/orgSlug', 'aws:username']
        .filter((key) => key !== line.key)
        .map((key) => ({ ...line, key })),
      ...(opposite === undefined ? [] : [{ ...line, operator: opposite }]),
      ...(line.operator === 'Null'
        ? []
        : [{ ...line, value: line.operator === 'Bool' ? flipped(line.value) : 'another' }]),
      ...(values.length < 2
        ? []
        : values.map((left) => ({ ...line, value: values.filter((value) => value !== left) }))),
    ];
  }),
];

function flipped(value: Json): Json {
  return value === 'true' ? 'false' : 'true';
}
