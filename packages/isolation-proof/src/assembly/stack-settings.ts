import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { STACK_NOTIFICATIONS } from '../resources/services/cloudformation';
import { isObject, type Json, type JsonObject, listOf } from '../templates/json';
import type { StackTemplate } from '../templates/template';
import { type StackTags, withStackTags } from './stack-tags';

/** What an assembly's manifest says of a stack, and its template does not show. */
export interface StackSettings {
  readonly tags: StackTags;
  /** ARNs of the SNS topics that CloudFormation tells of whatever happens to the stack. */
  readonly notificationArns: readonly Json[];
}

const NO_SETTINGS: StackSettings = { tags: {}, notificationArns: [] };

/** No logical id of a template has a colon. */
const NOTIFICATIONS_ID = 'stack:notifications';

/** Settings of the stack that an artifact of an assembly's manifest is. */
export function stackSettingsOf(artifact: Json | undefined): StackSettings {
  const properties = isObject(artifact) ? artifact['properties'] : undefined;
  if (!isObject(properties)) return NO_SETTINGS;
  const { tags, notificationArns } = properties;
  return { tags: textsOf(tags), notificationArns: listOf(notificationArns) };
}

function textsOf(tags: Json | undefined): StackTags {
  if (!isObject(tags)) return {};
  return Object.fromEntries(
    Object.entries(tags).filter((tag): tag is [string, string] => typeof tag[1] === 'string'),
  );
}

/** What the manifest says of a stack that its template is not asked for. */
export interface ListedStack {
  readonly name: string;
  readonly settings: StackSettings;
}

/** All stacks that an assembly lists, by the files of their templates; none where there is no manifest. */
export function readListedStacks(directory: string): ReadonlyMap<string, ListedStack> {
  const manifest = join(directory, 'manifest.json');
  if (!existsSync(manifest)) return new Map();
  const { artifacts } = JSON.parse(readFileSync(manifest, 'utf8')) as JsonObject;
  const listed = new Map<string, ListedStack>();
  for (const [id, artifact] of Object.entries(isObject(artifacts) ? artifacts : {})) {
    const properties = isObject(artifact) ? artifact['properties'] : undefined;
    const { templateFile: file, stackName = id } = isObject(properties) ? properties : {};
    if (typeof file !== 'string') continue;
    const name = typeof stackName === 'string' ? stackName : id;
    listed.set(file, { name, settings: stackSettingsOf(artifact) });
  }
  return listed;
}

/**
 * The stack with its tags on its resources, and with one resource more if it has notifications, which stands for them:
 * the events of a stack name its resources and hold their properties.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateStack.html
 */
export function withStackSettings(
  stack: StackTemplate,
  { tags, notificationArns }: StackSettings = NO_SETTINGS,
): StackTemplate {
  const tagged = withStackTags(stack, tags);
  if (notificationArns.length === 0) return tagged;
  const resources = new Map(tagged.resources);
  const notified: StackTemplate = { ...tagged, resources };
  for (const [id, resource] of resources) resources.set(id, { ...resource, stack: notified });
  resources.set(NOTIFICATIONS_ID, {
    stack: notified,
    logicalId: NOTIFICATIONS_ID,
    type: STACK_NOTIFICATIONS,
    properties: { notificationArns },
    path: stack.name,
  });
  return notified;
}
