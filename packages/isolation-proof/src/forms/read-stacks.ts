import { readStackTree } from '../assembly/nested-stacks';
import { readStack, type UnpinnedPlace } from '../assembly/read-stack';
import { STACK } from '../resources/services/cloudformation';
import type { StackSettings } from '../assembly/stack-settings';
import type { TemplateText } from '../assembly/template-text';
import type { TenantTags } from '../model/tenant-tags';
import { renamedStack } from '../templates/renamed-stack';
import type { StackTemplate } from '../templates/template';
import { NameStandIns } from './name-stand-ins';
import { isRenameable } from './text-pattern';

/** What has to be known beforehand to read stacks. */
export interface StackRules {
  readonly tenants: TenantTags;
  /** Where stacks are taken to be that are pinned to nowhere. */
  readonly unpinned?: UnpinnedPlace;
}

/** Texts that others are compared with at most: those that were met last. */
const MOST_PATTERNS = 16;

/**
 * Reads templates. Of those that are the same text but for their tenant's names, the first is parsed; each of the
 * others is once somebody asks for its resources.
 * @throws UndecidedError if any of them cannot be read
 */
export function readStacks(
  texts: Iterable<TemplateText>,
  { tenants, unpinned }: StackRules,
): StackTemplate[] {
  const tag = tagPattern(tenants);
  const known: Known[] = [];
  return Array.from(texts, ({ findTemplate, ...place }): StackTemplate[] => {
    const { text, parse, name, account, region, settings } = place;
    if (findTemplate !== undefined && text.includes(`"${STACK}"`)) {
      const unread = { name, template: parse(text), account, region, ...(settings && { settings }) };
      return readStackTree({ ...unread, findTemplate }, unpinned).map(({ stack }) => stack);
    }
    const read = (of: string): StackTemplate =>
      readStack({ name, template: parse(of), account, region, ...(settings && { settings }) }, unpinned);
    const tenant = tag.exec(text)?.[1];
    const named = tenant === undefined ? undefined : withStandIns(name, text, settings, tenant);
    if (tenant === undefined || named === undefined) return [read(text)];
    const alike = known.find(isAlike(named, account, region));
    if (alike?.isRenameable() === true) return [renamed(name, tenant, named.standIns, alike, read)];
    const stack = read(text);
    if (alike === undefined) {
      known.unshift({ ...named, account, region, stack, tenant, isRenameable: confirmation(named, tenants) });
      known.splice(MOST_PATTERNS);
    }
    return [stack];
  }).flat();
}

/** Keeps no text but the one that all of them share. */
function renamed(
  stackName: string,
  tenant: string,
  standIns: NameStandIns,
  { pattern, stack: like, tenant: tenantOfLike }: Known,
  read: (text: string) => StackTemplate,
): StackTemplate {
  return renamedStack(stackName, { tenant, like, tenantOfLike }, () => read(standIns.takeOut(pattern)));
}

function isAlike(
  { name, pattern, settings }: Named,
  account: string | undefined,
  region: string | undefined,
): (one: Known) => boolean {
  return (one) =>
    one.name === name &&
    one.account === account &&
    one.region === region &&
    one.settings === settings &&
    one.pattern === pattern;
}

/** A template that was read, with stand-ins for its tenant's names in its text, and in the name and settings of its stack. */
interface Known extends Named {
  readonly account: string | undefined;
  readonly region: string | undefined;
  readonly stack: StackTemplate;
  readonly tenant: string;
  readonly isRenameable: () => boolean;
}

/** What a template says first of whose it is. It is a guess, which {@link isRenameable} confirms. */
function tagPattern({ owner }: TenantTags): RegExp {
  const key = JSON.stringify(owner).replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`${key}(?:,\\s*"Value")?\\s*:\\s*"([^"\\\\]+)"`);
}

interface Named {
  readonly standIns: NameStandIns;
  readonly name: string;
  readonly pattern: string;
  readonly settings: string;
}

/** Undefined where a stand-in could be mistaken for something else. */
function withStandIns(
  stackName: string,
  text: string,
  stackSettings: StackSettings | undefined,
  tenant: string,
): Named | undefined {
  const standIns = new NameStandIns(tenant, [stackName]);
  const [name, pattern] = [standIns.put(stackName), standIns.put(text)];
  const settings = standIns.put(JSON.stringify(stackSettings ?? {}));
  return standIns.isAmbiguous ? undefined : { standIns, name, pattern, settings };
}

/** Asked once at most, and only of a text that another one turns out to be like. */
function confirmation({ pattern, name }: Named, tenants: TenantTags): () => boolean {
  let answer: boolean | undefined;
  return () => (answer ??= isRenameable(pattern, name, tenants));
}
