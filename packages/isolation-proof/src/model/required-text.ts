import type { Json } from '../templates/json';
import { resolveText } from '../resources/resolve';
import { NotUnderstoodError, shown } from '../templates/resolved';
import type { TemplateResource } from '../templates/template';

/**
 * A text that has to be known, such as the name of a principal.
 * @throws NotUnderstoodError if it is not known before deployment
 */
export function requiredText(value: Json | undefined, { stack }: TemplateResource): string {
  const text = resolveText(value, stack);
  if (text === undefined) {
    throw new NotUnderstoodError(
      `${shown(value)} is unknown before deployment; name what a template makes, or write the text out`,
      value,
    );
  }
  return text;
}

/** What `Ref` of a resource gives: the name of a role, a user or a group, and the ARN of a managed policy. */
export function referenceTo(resource: TemplateResource): string {
  return requiredText({ Ref: resource.logicalId }, resource);
}
