import { valuesAt } from '../resources/property-path';
import { descriptionOf } from '../resources/registry';
import type { Setting } from '../resources/resource-type';
import type { Json } from '../templates/json';
import { resolveText } from '../resources/resolve';
import { NotUnderstoodError } from '../templates/resolved';
import type { TemplateResource } from '../templates/template';
import { Asking } from './asking';
import type { Claim } from './claim';

/**
 * Settings that let nobody in and that promises rest on all the same are as they should be: that a workgroup's
 * settings are enforced, that keys rotate, that buckets keep versions.
 * @example a bucket without `versioned: true`
 */
export const settings: Claim = {
  id: 'settings',
  title: 'Settings that promises rest on are in force',
  about: 'resources with such settings',
  judge: ({ resources }) => {
    const asking = new Asking();
    for (const resource of resources) {
      const { settings: promised = [] } = descriptionOf(resource.type) ?? {};
      if (promised.length > 0) asking.each([resource]);
      for (const setting of promised) {
        asking.check();
        if (isInForce(resource, setting)) continue;
        const { property, expected, promises } = setting;
        asking.refute(
          `${resource.path}: ${property} is not ${JSON.stringify(expected)}, so it is not promised that ${promises}`,
          [],
          `Set ${property} to ${JSON.stringify(expected)}.`,
          resource.path,
        );
      }
    }
    return asking.judgement;
  },
};

function isInForce({ properties, stack }: TemplateResource, { property, expected }: Setting): boolean {
  try {
    const values = valuesAt(properties, property).map(({ value }): Json | undefined =>
      resolveText(value, stack),
    );
    return values.includes(String(expected));
  } catch (error) {
    // What is not known is not in force.
    if (error instanceof NotUnderstoodError) return false;
    throw error;
  }
}
