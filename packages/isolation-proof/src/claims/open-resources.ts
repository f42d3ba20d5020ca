import type { Model } from '../model/model';
import { openingsOf } from '../resources/openings';
import type { Exposures } from '../tenancy/exposures';
import { isObject } from '../templates/json';
import type { TemplateResource } from '../templates/template';
import type { Asking } from './asking';

/** How to say that something is open on purpose. */
export const IF_MEANT = 'If it is meant to be open, declare it with its reason (exposed).';

const PUBLIC_ACCESS_BLOCK = [
  'BlockPublicAcls',
  'BlockPublicPolicy',
  'IgnorePublicAcls',
  'RestrictPublicBuckets',
];

/** Buckets that could become public. */
export function judgeBuckets(asking: Asking, { stacks }: Model, exposures: Exposures): void {
  const buckets = stacks
    .flatMap(({ resources }) => [...resources.values()])
    .filter(({ type }) => type === 'AWS::S3::Bucket');
  for (const { properties, path } of asking.each(buckets)) {
    asking.check();
    const block = properties['PublicAccessBlockConfiguration'];
    const open = PUBLIC_ACCESS_BLOCK.filter((setting) => !isObject(block) || block[setting] !== true);
    if (open.length === 0 || exposures.isOpen(path)) continue;
    asking.refute(
      `${path} could become public: ${open.join(', ')} not true`,
      [],
      'Set all four settings of PublicAccessBlockConfiguration to true.',
      path,
    );
  }
}

/** Properties that let people in without any policy. */
export function judgeOpenings(
  asking: Asking,
  resources: readonly TemplateResource[],
  exposures: Exposures,
): void {
  for (const resource of resources) {
    for (const { place, opens } of openingsOf(resource)) {
      asking.check();
      if (exposures.isOpen(resource.path)) continue;
      asking.refute(
        `${resource.path} is open: ${opens} (${place})`,
        [],
        `Close ${place} of the resource. ${IF_MEANT}`,
        resource.path,
      );
    }
  }
}
