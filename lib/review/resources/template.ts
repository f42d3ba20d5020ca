/** A template as CloudFormation reads it, as far as a review looks at it. */
export interface Template {
  readonly Resources: Readonly<Record<string, TemplateResource>>;
  readonly [section: string]: unknown;
}

export interface TemplateResource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly DeletionPolicy?: unknown;
  readonly UpdateReplacePolicy?: unknown;
  readonly Metadata?: unknown;
  readonly [attribute: string]: unknown;
}

/** No resource. */
export const EMPTY_TEMPLATE: Template = { Resources: {} };

/** @throws SyntaxError if the text is no JSON */
export function parseTemplate(text: string): Template {
  const { Resources: resources, ...sections } = objectOf(JSON.parse(text));
  const readable = Object.entries(objectOf(resources)).filter(
    (entry): entry is [string, TemplateResource] => typeof objectOf(entry[1])['Type'] === 'string',
  );
  return { ...sections, Resources: Object.fromEntries(readable) };
}

/** Construct path of a resource; its logical id where the template does not tell. */
export function constructPath(resource: TemplateResource | undefined, logicalId: string): string {
  const path = objectOf(resource?.Metadata)['aws:cdk:path'];
  return typeof path === 'string' ? path : logicalId;
}

export function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : {};
}
