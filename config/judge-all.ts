import { ConfigurationError } from './errors';

/**
 * Context key that has every organization's stack made of constructs and judged by itself, where otherwise one of each
 * form stands for all. Slow; what is found and what is written are the same.
 */
export const JUDGE_ALL_CONTEXT = 'judgeAll';

/** @throws ConfigurationError for anything but true and false. */
export function judgeAllOf(context: Readonly<Record<string, unknown>>): boolean {
  const value = context[JUDGE_ALL_CONTEXT];
  if (value === undefined || value === false || value === 'false') return false;
  if (value === true || value === 'true') return true;
  throw new ConfigurationError([{ place: `-c ${JUDGE_ALL_CONTEXT}`, value, fix: 'write true or false' }]);
}
