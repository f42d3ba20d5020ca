/** A value in SQL of Athena: a literal, or a parameter of whoever runs the query. */
export interface SqlValue {
  readonly sql: string;
}

/** What is asked for when a saved query is run. */
export const PARAMETER: SqlValue = { sql: '?' };

/** A text as a literal, whatever is in it. */
export function text(value: string): SqlValue {
  return { sql: `'${value.replaceAll("'", "''")}'` };
}

/** An array of texts. */
export function texts(values: readonly string[]): SqlValue {
  return { sql: `ARRAY[${values.map((value) => text(value).sql).join(', ')}]` };
}

/** Texts in brackets, behind `IN`. */
export function oneOf(values: readonly string[]): string {
  return `IN (${values.map((value) => text(value).sql).join(', ')})`;
}
