import { resourceServices } from '../access/one-service';
import { literalPattern, type Pattern, wildcardPattern } from '../patterns/pattern';
import type { TextSet } from '../patterns/witness';
import type { ComparedGuard } from './compared-guard';

/** Resources of one service to which the same resource policy applies, or none. */
export interface ComparedRegion {
  readonly guard: ComparedGuard | undefined;
  readonly resources: Required<TextSet>;
}

/** All resources that an action of a service may be about; those that no template guards come last. */
export function regionsOf(
  service: string,
  guards: readonly ComparedGuard[],
  partition: string,
): ComparedRegion[] {
  const guarded = guards.filter((guard) => guard.service === service);
  return [
    ...guarded.map((guard) => ({
      guard,
      resources: { matching: [], oneOf: [guard.patterns], excluding: [] },
    })),
    {
      guard: undefined,
      resources: {
        matching: [],
        oneOf: [patternsOfService(service, partition)],
        excluding: guarded.flatMap(({ patterns }) => patterns),
      },
    },
  ];
}

/** ARNs of a service, and what a request without a resource is authorized on. */
function patternsOfService(service: string, partition: string): Pattern[] {
  return [
    ...resourceServices(`${service}:`).map((one) => wildcardPattern(`arn:${partition}:${one}:*`)),
    literalPattern('*'),
  ];
}
