import type { Evidence } from '../claims/evidence';
import type { GuardedResource } from '../model/guarded-resource';
import { itself } from '../access/regions';
import { KEY_ACTIONS } from '../matrix/capabilities';
import type { MatrixRow } from '../matrix/matrix-row';
import { fixedPaths, type AccessPath, pathsOf } from '../matrix/access-paths';

/** Keys of organizations. */
export function keyRows(evidence: Evidence, owner: string | undefined): MatrixRow[] {
  const keys = evidence.model.guarded.filter((key) => key.kind === 'key' && key.owner !== undefined);
  const own = keys.filter((key) => key.owner === owner);
  const others: MatrixRow = {
    scope: 'others',
    title: 'keys',
    resources: ['the keys of all other organizations'],
    // Operators have Parameter Store encrypt secrets, which only the organization can decrypt.
    meant: owner === undefined ? ['encrypt'] : [],
    paths: pathsOfOthers(evidence, keys, owner),
  };
  if (owner === undefined) return [{ ...others, resources: ["the organizations' keys"] }];
  return [
    {
      scope: 'own',
      title: 'key',
      resources: own.map(({ arn }) => arn),
      meant: 'anything',
      paths: fixedPaths(KEY_ACTIONS, own.map(itself)),
    },
    others,
  ];
}

/** Keys that belong to the platform. */
export function platformKeyRows({ model }: Evidence, owner: string | undefined): MatrixRow[] {
  const keys = model.guarded.filter((key) => key.kind === 'key' && key.owner === undefined);
  if (keys.length === 0) return [];
  return [
    {
      scope: 'shared',
      title: "the platform's key",
      resources: keys.map(({ arn }) => arn),
      meant: owner === undefined ? 'anything' : [],
      paths: fixedPaths(KEY_ACTIONS, keys.map(itself)),
    },
  ];
}

function pathsOfOthers(
  { keys: index }: Evidence,
  keys: readonly GuardedResource[],
  owner: string | undefined,
): AccessPath[] {
  const isMeant = (key: GuardedResource): boolean => key.owner !== undefined && key.owner !== owner;
  const sample = keys.find(isMeant);
  return pathsOf(KEY_ACTIONS, {
    regions: (subject, action, lens) => index.candidates(subject, action, lens).filter(isMeant).map(itself),
    samples: sample === undefined ? [] : [itself(sample)],
  });
}
