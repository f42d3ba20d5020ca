import type { Problem } from './errors';
import { valueAt } from './json-path';
import { SUPPORTED_REGIONS } from './region';
import { placeIn } from './schema-problems';

/** An identity of an account that is not the environment's. */
export function otherAccountProblems(json: unknown, path: readonly PropertyKey[], file: string): Problem[] {
  const account = valueAt(json, ['account']);
  const value = valueAt(json, path);
  const owner = ownerOf(value);
  return owner === undefined || typeof account !== 'string' || owner === account
    ? []
    : [{ place: placeIn(file, path), value, fix: `is of another account; name one of account ${account}` }];
}

/** The account of an identity. */
export function ownerOf(arn: unknown): string | undefined {
  return typeof arn === 'string' ? /^arn:[^:]*:iam::(\d{12}):/.exec(arn)?.[1] : undefined;
}

/** A Region that is none, or one of another partition, which this account cannot reach. */
export function regionProblem(
  json: unknown,
  path: readonly PropertyKey[],
  name: string,
  file: string,
): Problem[] {
  const region = SUPPORTED_REGIONS.get(name);
  const own = valueAt(json, ['region']);
  const partition = typeof own === 'string' ? SUPPORTED_REGIONS.get(own)?.partition : undefined;
  const place = placeIn(file, path);
  if (region === undefined)
    return [{ place, value: name, fix: 'no such Region; write one, for example "eu-west-1"' }];
  return partition === undefined || region.partition === partition
    ? []
    : [
        {
          place,
          value: name,
          fix: `is in the partition ${region.partition}, and the environment in ${partition}`,
        },
      ];
}
