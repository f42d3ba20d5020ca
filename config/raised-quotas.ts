import { z } from 'zod';
import type { Problem } from './errors';
import { valueAt } from './json-path';
import type { Quota } from './quota';
import { QUOTA_KEYS, type QuotaKey, QUOTAS, type RaisedQuotas } from './quotas';
import { placeIn } from './schema-problems';

/** By which an environment names a quota: our key, and Service Quotas' code. */
const NAMES: ReadonlyMap<string, QuotaKey> = new Map(
  QUOTA_KEYS.flatMap((key): [string, QuotaKey][] => {
    const { code } = QUOTAS[key];
    return [[key, key], ...(code === undefined ? [] : [[code, key] satisfies [string, QuotaKey]])];
  }),
);

/** The least that any Region gives an account: to write less is a slip, because no account has less. */
function leastOf({ default: usual, defaultIn = {} }: Quota): number {
  return Math.min(usual, ...Object.values(defaultIn));
}

function limitSchema(quota: Quota): z.ZodType<number | undefined> {
  const { name, default: usual, unit, maximum, adjustable } = quota;
  const least = leastOf(quota);
  const fixed = `AWS does not raise this quota: ${name} stay at ${usual} ${unit}; remove the field`;
  const range =
    maximum === undefined
      ? `write a whole number of ${unit}, ${least} or more`
      : `write a whole number of ${unit} from ${least} to ${maximum}, AWS's maximum`;
  if (adjustable === false) return z.never(fixed).optional();
  const limit = z.number(range).int(range).min(least, `every account has ${least}; ${range}`);
  return (maximum === undefined ? limit : limit.max(maximum, range))
    .optional()
    .describe(`${name}. Default: ${usual} ${unit}.`);
}

/** Limits that the account of an environment has been given, by our key or by Service Quotas' code. */
export const raisedQuotasSchema = z
  .strictObject(
    Object.fromEntries([...NAMES].map(([name, key]) => [name, limitSchema(QUOTAS[key])])),
    'write an object of quotas, for example {"iot-role-aliases": 500}',
  )
  .prefault({});

/**
 * What the schema cannot know: a quota that is written twice, by its key and by its code. Read from the raw JSON, so
 * that it is told beside all others.
 */
export function raisedQuotaProblems(json: unknown, file: string): Problem[] {
  const written = valueAt(json, ['quotas']);
  if (typeof written !== 'object' || written === null) return [];
  return [...NAMES].flatMap(([code, key]) =>
    code !== key && Object.hasOwn(written, code) && Object.hasOwn(written, key)
      ? [
          {
            place: placeIn(file, ['quotas', code]),
            value: valueAt(written, [code]),
            fix: `is the same quota as "${key}"; write one of the two`,
          },
        ]
      : [],
  );
}

/** The limits by our keys, whichever way they are written. */
export function raisedQuotas(written: z.output<typeof raisedQuotasSchema>): RaisedQuotas {
  return Object.fromEntries(
    Object.entries(written).flatMap(([name, limit]) => {
      const key = NAMES.get(name);
      return key === undefined || limit === undefined ? [] : [[key, limit]];
    }),
  );
}

/** The commands that tell what an account has, and that ask for more; undefined where Service Quotas does not list it. */
export function increaseCommand(key: QuotaKey, desired: number): string | undefined {
  const { service, code, adjustable } = QUOTAS[key];
  return code === undefined || adjustable === false
    ? undefined
    : `aws service-quotas request-service-quota-increase --service-code ${service} --quota-code ${code} --desired-value ${desired}`;
}
