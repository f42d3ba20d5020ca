import { contentArns, physicalArn } from '../resources/physical-names';
import { resolveText } from '../resources/resolve';
import type { TemplateResource } from '../templates/template';

/** The ARN of a resource; undefined if it has none, or none that is known before deployment. */
export function arnOfResource(resource: TemplateResource): string | undefined {
  return physicalArn(resource, (value) => resolveText(value, resource.stack));
}

/** Patterns of the ARNs of what is in a resource. */
export function contentsOf(resource: TemplateResource): string[] {
  return contentArns(resource, (value) => resolveText(value, resource.stack));
}
