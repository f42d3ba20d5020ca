import { DEFAULT_NAME_PREFIX } from './environment-schema';
import type { Problem } from './errors';
import { composeName } from './compose-name';
import { MAX_NAME_PREFIX_LENGTH } from './name-limits';
import { SHARED_NAME_PATTERNS } from './name-patterns';
import { SUPPORTED_REGIONS } from './region';

const PATTERNS = Object.entries(SHARED_NAME_PATTERNS).flatMap(([kind, pattern]) =>
  kind.endsWith('Bucket') ? [pattern] : [],
);

/** Twelve characters, whichever the account is. */
const ANY_ACCOUNT = '000000000000';

/**
 * Whether names of buckets fit: prefix, environment and Region share what S3 allows, so that no limit of one of
 * them says it. Read from the raw JSON, because all problems of a file are reported at once.
 */
export function bucketNameProblems(json: unknown, environment: string, file: string): Problem[] {
  const { namePrefix, region, account } = (json ?? {}) as Readonly<Record<string, unknown>>;
  const prefix = namePrefix ?? DEFAULT_NAME_PREFIX;
  // What is no prefix or no Region has a problem of its own.
  if (typeof prefix !== 'string' || prefix.length > MAX_NAME_PREFIX_LENGTH) return [];
  if (typeof region !== 'string' || !SUPPORTED_REGIONS.has(region)) return [];
  const parts = {
    prefix,
    environment,
    region,
    account: typeof account === 'string' && /^\d{12}$/.test(account) ? account : ANY_ACCOUNT,
  };
  return PATTERNS.map(({ pattern, maxLength }) => ({ name: composeName(pattern, parts), maxLength }))
    .map(({ name, maxLength }) => ({ name, excess: name.length - maxLength }))
    .sort((one, other) => other.excess - one.excess)
    .slice(0, 1)
    .filter(({ excess }) => excess > 0)
    .map(({ name, excess }) => ({
      place: `${file} $.namePrefix`,
      value: prefix,
      fix:
        `bucket ${name} would have ${name.length} characters, and S3 allows ${name.length - excess}, account and ` +
        `Region included; make namePrefix and the environment's name ("${environment}") ${excess} shorter together`,
    }));
}
