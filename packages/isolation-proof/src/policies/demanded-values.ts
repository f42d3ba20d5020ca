import type { Condition, Statement } from './statement';

/** The values that a statement demands of a key, exactly and of each request; undefined if it demands none. */
export function demandedValues(statement: Statement, key: string): readonly string[] | undefined {
  const found = statement.conditions.find((condition) => condition.key === key && demands(condition));
  return found?.values.filter((value) => value !== undefined);
}

/** Not with IfExists or ForAllValues: both hold where the key is absent. */
function demands({ operator, values }: Condition): boolean {
  return operator === 'StringEquals' && values.every((value) => value?.includes('${') === false);
}
