import type { Evidence } from '../../../../packages/isolation-proof/src/claims/evidence';
import { arnOfResource } from '../../../../packages/isolation-proof/src/model/resource-arns';

/** ARNs of the templates' resources of some types: those that are shared, and those of one organization of each form. */
export const resourcesOfTypes =
  (...types: readonly string[]) =>
  ({ resources }: Evidence): string[] =>
    resources
      .filter(({ type }) => types.includes(type))
      .map((resource) => arnOfResource(resource))
      .filter((arn) => arn !== undefined);

/** Buckets of the templates, with what is in them. */
export function bucketsAndObjects({ guarded }: Evidence): string[] {
  return guarded
    .filter(({ kind }) => kind === 'bucket')
    .flatMap(({ arn, contents }) => [arn, ...contents.map((text) => text.replace(/\/\*$/, '/?*'))]);
}

/** Always these patterns. */
export const always =
  (...patterns: readonly string[]) =>
  (): readonly string[] =>
    patterns;
