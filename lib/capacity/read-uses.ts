import { ORG_SLUG_TAG } from '../../config/naming';
import type { Json } from '../../packages/isolation-proof/src/templates/json';
import type { Place } from './document-size';
import { type TemplateUse, templateUse } from './template-use';

/** A template as the CDK wrote it. */
export interface TemplateText {
  readonly name: string;
  readonly text: string;
}

/**
 * Reads off templates what they use. Organizations whose templates are equal but for their names use the same, so
 * one of them is read for all: the one with the longest name, whose policies are the largest. Reading 1,000 templates
 * would otherwise take a noticeable part of a synth.
 */
export function readUses(templates: readonly TemplateText[], place: Place): TemplateUse[] {
  const forms = new Map<string, { readonly owners: string[]; template: TemplateText; longest: string }>();
  const others: TemplateText[] = [];
  for (const template of templates) {
    const owner = OWNER.exec(template.text)?.[1];
    if (owner === undefined) {
      others.push(template);
      continue;
    }
    const text = withoutName(template.text, owner);
    const form = forms.get(text);
    if (form === undefined) forms.set(text, { owners: [owner], template, longest: owner });
    else {
      form.owners.push(owner);
      if (owner.length > form.longest.length) {
        form.longest = owner;
        form.template = template;
      }
    }
  }
  return [
    ...others.map((template) => use(template, place)),
    ...[...forms.values()].flatMap(({ owners, template, longest }) => {
      const read = use(template, place);
      return owners.map((owner) => (owner === longest ? read : ofAnother(read, longest, owner)));
    }),
  ];
}

/** The first tag that names an organization, in the text of a template. */
const OWNER = new RegExp(`"(?:Key": *"${ORG_SLUG_TAG}",\\s*"Value|${ORG_SLUG_TAG})": *"([^"]+)"`);

/** The text with the name left out, also as databases have it: with an underscore for each hyphen. */
function withoutName(text: string, owner: string): string {
  const left = text.replaceAll(owner, '\0');
  return owner.includes('-') ? left.replaceAll(owner.replaceAll('-', '_'), '\0') : left;
}

function use({ name, text }: TemplateText, place: Place): TemplateUse {
  return templateUse({ name, template: JSON.parse(text) as Json }, place);
}

/** What one organization uses, as another's of the same form. The largest is told once, of the first. */
function ofAnother({ counts, idle, types }: TemplateUse, owner: string, another: string): TemplateUse {
  const renamed = <Value>(byOwner: ReadonlyMap<string | undefined, Value>): Map<string | undefined, Value> =>
    new Map([...byOwner].map(([key, value]) => [key === owner ? another : key, value]));
  return { counts: renamed(counts), idle: renamed(idle), types: renamed(types), largest: new Map() };
}
