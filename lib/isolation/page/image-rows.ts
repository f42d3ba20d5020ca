import { itself } from '../../../packages/isolation-proof/src/access/regions';
import type { Evidence } from '../../../packages/isolation-proof/src/judge/evidence';
import type { MatrixRow } from '../../../packages/isolation-proof/src/page/matrix-row';
import { fixedWays, named, within, without } from '../../../packages/isolation-proof/src/page/ways';
import { IMAGE_ACTIONS } from './capabilities';

/** Images, which are the platform's. */
export function imageRows({ model }: Evidence, owner: string | undefined): MatrixRow[] {
  const repositories = model.guarded.filter(({ kind }) => kind === 'repository');
  const any = 'arn:*:ecr:*:*:repository/*';
  const connectors = 'arn:*:ecr:*:*:repository/data-connector-*';
  const guarded = repositories.map(itself);
  const elsewhere = named(any).map((region) =>
    without(
      region,
      repositories.map(({ arn }) => arn),
    ),
  );
  return [
    {
      scope: 'shared',
      title: 'connector images',
      resources: [connectors],
      meant: owner === undefined ? 'anything' : ['read', 'list'],
      ways: fixedWays(
        IMAGE_ACTIONS,
        [...guarded, ...elsewhere].map((region) => within(region, connectors)),
      ),
    },
    {
      scope: 'shared',
      title: 'other images',
      resources: [any],
      meant: owner === undefined ? 'anything' : [],
      ways: fixedWays(
        IMAGE_ACTIONS,
        [...guarded, ...elsewhere].map((region) => without(region, [connectors])),
      ),
    },
  ];
}
