/** The account of a principal that a policy names by its account or its ARN; undefined if it is in no one account. */
export function accountOfPrincipal(text: string): string | undefined {
  return /^\d{12}$/.test(text) ? text : /^arn:[^:*?]+:(?:iam|sts)::(\d{12}):[^*?]+$/.exec(text)?.[1];
}
