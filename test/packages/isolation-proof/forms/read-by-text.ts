import { readStack } from '../../../../packages/isolation-proof/src/assembly/read-stack';
import type { StackSettings } from '../../../../packages/isolation-proof/src/assembly/stack-settings';
import type { TemplateText } from '../../../../packages/isolation-proof/src/assembly/template-text';
import { groupingOf } from '../../../../packages/isolation-proof/src/forms/grouping';
import { partsOf } from '../../../../packages/isolation-proof/src/forms/organization-pattern';
import { readStacks } from '../../../../packages/isolation-proof/src/forms/read-stacks';
import { Ownership } from '../../../../packages/isolation-proof/src/model/ownership';
import type { Unknown } from '../../../../packages/isolation-proof/src/templates/errors';
import type { Json } from '../../../../packages/isolation-proof/src/templates/json';
import type { StackTemplate } from '../../../../packages/isolation-proof/src/templates/template';
import { ACCOUNT } from '../fixtures/stack-of';
import { TAGS } from '../fixtures/tenant-tags';

/** Everything that depends on how stacks were read, before any of it is judged. */
function madeOf(stacks: readonly StackTemplate[]): unknown {
  const unknowns: Unknown[] = [];
  const ownership = new Ownership(stacks, TAGS, unknowns);
  const { organizations, shared, own, patterns } = groupingOf(stacks, ownership);
  return {
    unknowns,
    isMixed: ownership.hasMixedStacks,
    organizations,
    shared: shared.map(({ name }) => name),
    own: [...own].map(([slug, ofSlug]) => [slug, ofSlug.map(({ name }) => name)]),
    patterns: [...patterns].map(([slug, { contents, stacks: alike, standIns }]) => [
      slug,
      standIns.isAmbiguous,
      contents,
      standIns.takeOut(contents),
      alike.map(({ name, resources }) => [name, ...resources.keys()]),
    ]),
  };
}

function resourcesOf(stacks: readonly StackTemplate[]): unknown {
  return stacks.map((stack) => {
    const { resources, ...fields } = stack;
    for (const resource of resources.values()) expect(resource.stack).toBe(stack);
    return [fields, [...resources.values()].map(partsOf)];
  });
}

/**
 * Reads templates by text, and holds that against reading each by itself.
 * @param settings what is told of a stack, by its name
 * @returns the names of the stacks whose templates were parsed
 */
export function parsedOf(
  templates: Readonly<Record<string, string>>,
  settings: (name: string) => Partial<StackSettings> = () => ({}),
): string[] {
  const parsed: string[] = [];
  const texts = Object.entries(templates).map(([name, text]): TemplateText => ({
    ...{ name, text, account: ACCOUNT, region: 'eu-central-1' },
    settings: { tags: {}, notificationArns: [], ...settings(name) },
    parse: (written) => {
      parsed.push(name);
      return JSON.parse(written) as Json;
    },
  }));
  const each = texts.map(({ text, parse: _parse, ...place }) =>
    readStack({ ...place, template: JSON.parse(text) as Json }),
  );
  const byText = readStacks(texts, { tenants: TAGS });
  const first = [...parsed];
  // In this order: to ask for resources makes a stack be read.
  expect(madeOf(byText)).toEqual(madeOf(each));
  expect(resourcesOf(byText)).toEqual(resourcesOf(each));
  expect(madeOf(byText)).toEqual(madeOf(each));
  return first;
}
