import { type Pattern, wildcardPattern } from '../patterns/pattern';
import { witness } from '../patterns/witness';
import type { TemplateResource } from '../templates/template';

/**
 * Whether something is in the bucket or the repository that bootstrapping makes for the files and the images of apps.
 * https://docs.aws.amazon.com/cdk/v2/guide/bootstrapping-env.html
 */
export function isAssetOfCdk(arn: string, { stack }: TemplateResource): boolean {
  const { account, region, partition } = stack;
  const place = `${account}-${region}`;
  const repositories = `arn:${partition}:ecr:${region}:${account}:repository/`;
  return [
    `^arn:${partition}:s3:::cdk-[a-z0-9]+-assets-${place}/`,
    `^${repositories}cdk-[a-z0-9]+-container-assets-${place}$`,
  ].some((pattern) => new RegExp(pattern).test(arn));
}

/** The same for any account, with the actions of the service that only look: with the others, programs are changed. */
const ASSETS = [
  { service: 's3', places: 'arn:*:s3:::cdk-*-assets-*', views: ['get*', 'list*'] },
  {
    service: 'ecr',
    places: 'arn:*:ecr:*:*:repository/cdk-*-container-assets-*',
    views: ['get*', 'list*', 'describe*', 'batchget*', 'batchcheck*'],
  },
] as const;

/** An ARN has six parts; a wildcard of one of them stands for no other part. */
const MORE_PARTS = wildcardPattern('*:*:*:*:*:*:*');

/**
 * An action on an asset that is no reading of it, if there is one among these: whoever may do it decides what the functions
 * of the app do.
 * @param actions patterns, in lower case
 * @param resources patterns of ARNs
 */
export function changeOfAssets(
  actions: readonly string[],
  resources: readonly string[],
): { readonly action: string; readonly resource: string } | undefined {
  for (const { service, places, views } of ASSETS) {
    const looking = views.map((view) => wildcardPattern(`${service}:${view}`));
    const action = firstOf(actions, wildcardPattern(`${service}:?*`), looking);
    const resource = firstOf(resources, wildcardPattern(places), [MORE_PARTS]);
    if (action !== undefined && resource !== undefined) return { action, resource };
  }
  return undefined;
}

function firstOf(
  texts: readonly string[],
  wanted: Pattern,
  excluding: readonly Pattern[],
): string | undefined {
  for (const text of texts) {
    const found = witness({ matching: [wildcardPattern(text), wanted], excluding });
    if (found !== undefined) return found;
  }
  return undefined;
}
