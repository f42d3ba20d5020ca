import { type ActionClass, type ActionGroup } from '../policies/action-classes';
import { LISTINGS } from '../policies/action-groups';
import type { Evidence } from '../claims/evidence';
import { patternsAbout } from '../claims/tenant-isolation';
import { resourcesBesideTagged } from '../access/foreign-resources';
import type { GuardedResource } from '../model/guarded-resource';
import { type Pattern, wildcardPattern } from '../patterns/pattern';
import { itself, type Region, unguarded } from '../access/regions';
import { ANY_ACTIONS } from '../matrix/capabilities';
import type { MatrixRow } from '../matrix/matrix-row';
import { type AskedRegion, fixedPaths, type AccessPath, pathsOf } from '../matrix/access-paths';

/**
 * What all organizations may use besides listings, which have rows of their own.
 * @param hasRow whether another row shows a resource
 */
export function sharedCalls(
  { guarded, tenancy }: Evidence,
  hasRow: (resource: string) => boolean = () => false,
): MatrixRow[] {
  const commons = tenancy.commons
    .map(({ actions, resources }) => ({
      actions,
      resources: resources.filter((text) => !hasRow(text)),
    }))
    .filter(({ resources }) => resources.length > 0);
  const paths = commons.flatMap(({ actions, resources }): AccessPath[] => {
    const group: ActionGroup = { patterns: actions, except: new Set(LISTINGS.patterns) };
    return fixedPaths(
      { call: group },
      resources.map((text) => regionOf(guarded, text)),
    );
  });
  const resources = [...new Set(commons.flatMap((common) => common.resources))];
  const title = 'calls open to all organizations';
  return [{ scope: 'shared', title, resources, meant: ['call'], paths }];
}

/** The question of the claim of tenant isolation: any action on whatever is neither the organization's own nor open to all. */
export function everythingElse(evidence: Evidence, owner: string): MatrixRow {
  const { tenancy, keys } = evidence;
  const own = tenancy.ownResources(owner).map((text) => wildcardPattern(text));
  const known = new Map<ActionClass, readonly Pattern[]>();
  /** What is the organization's own, or open to all. */
  const sparedFor = (action: ActionClass): readonly Pattern[] => {
    const spared = known.get(action) ?? [...own, ...patternsAbout(tenancy.commons, action)];
    known.set(action, spared);
    return spared;
  };
  const notOwn = (regions: readonly Region[], action: ActionClass): AskedRegion[] =>
    regions.map((region) => ({ ...region, sparing: sparedFor(action) }));
  const paths = resourcesBesideTagged(evidence, owner).flatMap(({ region, facts }) =>
    pathsOf(ANY_ACTIONS, {
      regions: (_subject, action) => notOwn([region], action),
      samples: [region],
      facts,
    }),
  );
  return {
    scope: 'others',
    title: 'everything else',
    resources: ["every resource that is not the organization's own, and not open to all"],
    meant: [],
    paths: [
      ...paths,
      ...pathsOf(ANY_ACTIONS, {
        regions: (subject, action, lens) =>
          notOwn(keys.candidates(subject, action, lens).map(itself), action),
        samples: [],
      }),
    ],
  };
}

function regionOf(guarded: readonly GuardedResource[], text: string): Region {
  const resource = guarded.find(({ arn }) => arn === text);
  if (resource !== undefined) return itself(resource);
  return text === '*'
    ? unguarded(guarded)
    : { resources: { matching: [wildcardPattern(text)], excluding: [] } };
}
