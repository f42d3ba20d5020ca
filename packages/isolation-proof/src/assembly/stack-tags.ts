import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { descriptionOf } from '../resources/registry';
import { isIntrinsic } from '../templates/intrinsics';
import { isObject, type Json, type JsonObject } from '../templates/json';
import type { StackTemplate, TemplateResource } from '../templates/template';

/** Tags of a stack, by their key. */
export type StackTags = Readonly<Record<string, string>>;

/** Tags of the stack that an artifact of an assembly's manifest is. */
export function stackTagsOf(artifact: Json | undefined): StackTags {
  const properties = isObject(artifact) ? artifact['properties'] : undefined;
  const tags = isObject(properties) ? properties['tags'] : undefined;
  return isObject(tags)
    ? Object.fromEntries(
        Object.entries(tags).filter((tag): tag is [string, string] => typeof tag[1] === 'string'),
      )
    : {};
}

/** Tags of all stacks of an assembly, by the files of their templates; none where there is no manifest. */
export function readStackTags(directory: string): ReadonlyMap<string, StackTags> {
  const manifest = join(directory, 'manifest.json');
  if (!existsSync(manifest)) return new Map();
  const { artifacts } = JSON.parse(readFileSync(manifest, 'utf8')) as JsonObject;
  const tags = new Map<string, StackTags>();
  for (const artifact of Object.values(isObject(artifacts) ? artifacts : {})) {
    const properties = isObject(artifact) ? artifact['properties'] : undefined;
    const file = isObject(properties) ? properties['templateFile'] : undefined;
    if (typeof file === 'string') tags.set(file, stackTagsOf(artifact));
  }
  return tags;
}

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
