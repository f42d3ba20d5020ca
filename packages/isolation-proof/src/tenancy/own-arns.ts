import { arnOfResource, contentsOf } from '../model/resource-arns';
import type { TemplateResource } from '../templates/template';

/** Patterns of the ARNs of a resource and of what is in it; none of a resource whose ARN is not known. */
export function arnsIn(resource: TemplateResource): string[] {
  const arn = arnOfResource(resource);
  return arn === undefined ? [] : [arn, ...contentsOf(resource)];
}
