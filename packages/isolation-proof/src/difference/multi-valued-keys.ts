import type { Statement } from '../policies/statement';
import { testedOperator } from './value-test';

/**
 * Context keys that may have several values at once, in lower case.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 */
const MULTI_VALUED: ReadonlySet<string> = new Set([
  'aws:calledvia',
  'aws:principalorgpaths',
  'aws:principalservicenameslist',
  'aws:resourceorgpaths',
  'aws:sourceorgpaths',
  'aws:tagkeys',
  'aws:vpceorgpaths',
  'dynamodb:attributes',
  'dynamodb:leadingkeys',
  'kms:encryptioncontextkeys',
  'kms:grantoperations',
  'kms:resourcealiases',
  's3:requestobjecttagkeys',
]);

/** Tells whether a context key may have several values: by what is known of it, or by how statements ask for it. */
export function multiValuedIn(statements: Iterable<Statement>): (key: string) => boolean {
  const keys = new Set(MULTI_VALUED);
  for (const { conditions } of statements) {
    for (const { operator, key } of conditions) {
      if (testedOperator(operator).quantifier !== undefined) keys.add(key);
    }
  }
  return (key) => keys.has(key);
}
