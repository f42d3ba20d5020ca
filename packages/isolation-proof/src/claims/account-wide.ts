import { descriptionOf } from '../resources/registry';
import type { TemplateResource } from '../templates/template';
import { arnOfResource } from '../model/resource-arns';
import type { Asking } from './asking';
import { destinationLine } from './destination-line';
import type { Places } from './places';

/** Refutes a tenant's resource that shows the whole account, such as a trail: it shows other tenants, too. */
export function judgeAccountWide(asking: Asking, resource: TemplateResource, places: Places): void {
  const { accountWide } = descriptionOf(resource.type) ?? {};
  const owner = places.ownerOf(resource);
  const arn = arnOfResource(resource);
  if (accountWide === undefined || (arn !== undefined && places.isDeclared(arn))) return;
  asking.check();
  if (owner === undefined) return;
  asking.refute(
    `${resource.path} of ${owner}: shows ${accountWide}, other tenants' included`,
    [],
    `Move it to a stack of no organization${arn === undefined ? '' : `, or declare it: ${destinationLine(arn)}`}.`,
    resource.path,
  );
}
