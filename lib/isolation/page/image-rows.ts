import { itself } from '../../../packages/isolation-proof/src/access/regions';
import type { Evidence } from '../../../packages/isolation-proof/src/claims/evidence';
import type { MatrixRow } from '../../../packages/isolation-proof/src/matrix/matrix-row';
import {
  fixedPaths,
  named,
  within,
  without,
} from '../../../packages/isolation-proof/src/matrix/access-paths';
import { IMAGE_ACTIONS } from './capabilities';

/** What images are for, by the names of their repositories. */
const IMAGES = [
  { title: 'connector images', resources: 'arn:*:ecr:*:*:repository/data-connector-*' },
  { title: 'pipeline images', resources: 'arn:*:ecr:*:*:repository/pipeline-*' },
];

/** Images, which are the platform's. */
export function imageRows({ model }: Evidence, owner: string | undefined): MatrixRow[] {
  const repositories = model.guarded.filter(({ kind }) => kind === 'repository');
  const any = 'arn:*:ecr:*:*:repository/*';
  const guarded = repositories.map(itself);
  const elsewhere = named(any).map((region) =>
    without(
      region,
      repositories.map(({ arn }) => arn),
    ),
  );
  const regions = [...guarded, ...elsewhere];
  return [
    ...IMAGES.map(({ title, resources }): MatrixRow => ({
      scope: 'shared',
      title,
      resources: [resources],
      meant: owner === undefined ? 'anything' : ['read', 'list'],
      paths: fixedPaths(
        IMAGE_ACTIONS,
        regions.map((region) => within(region, resources)),
      ),
    })),
    {
      scope: 'shared',
      title: 'other images',
      resources: [any],
      meant: owner === undefined ? 'anything' : [],
      paths: fixedPaths(
        IMAGE_ACTIONS,
        regions.map((region) =>
          without(
            region,
            IMAGES.map(({ resources }) => resources),
          ),
        ),
      ),
    },
  ];
}
