import { descriptionOf } from '../resources/registry';
import { isIntrinsic } from '../templates/intrinsics';
import { isObject, type Json, type JsonObject } from '../templates/json';
import type { StackTemplate, TemplateResource } from '../templates/template';

/** Tags of a stack, by their key. */
export type StackTags = Readonly<Record<string, string>>;

/**
 * The stack with its tags on each resource that takes tags and does not have them itself, as CloudFormation puts them
 * there. No template shows them.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cfn-console-add-tags.html
 */
export function withStackTags(stack: StackTemplate, tags: StackTags): StackTemplate {
  if (Object.keys(tags).length === 0) return stack;
  const resources = new Map<string, TemplateResource>();
  const tagged: StackTemplate = { ...stack, resources };
  for (const [id, resource] of stack.resources) {
    resources.set(id, { ...resource, stack: tagged, properties: withTags(resource, tags) });
  }
  return tagged;
}

function withTags({ type, properties }: TemplateResource, tags: StackTags): JsonObject {
  const property = descriptionOf(type)?.tags;
  if (property === undefined) return properties;
  const own = properties[property] ?? [];
  const keys = keysIn(own);
  const missing = Object.entries(tags).filter(([key]) => !keys.has(key));
  if (missing.length === 0) return properties;
  return { ...properties, [property]: withMissing(missing, own) };
}

/** What the resource says itself comes last, and so counts. */
function withMissing(missing: readonly (readonly [key: string, value: string])[], own: Json): Json {
  if (Array.isArray(own)) {
    return [...missing.map(([Key, Value]) => ({ Key, Value })), ...(own as readonly Json[])];
  }
  return isObject(own) && !isIntrinsic(own) ? { ...Object.fromEntries(missing), ...own } : own;
}

/** Keys of tags that are written out. */
function keysIn(own: Json): ReadonlySet<Json | undefined> {
  if (!Array.isArray(own)) return new Set(isObject(own) ? Object.keys(own) : []);
  return new Set((own as readonly Json[]).map((tag) => (isObject(tag) ? tag['Key'] : undefined)));
}
