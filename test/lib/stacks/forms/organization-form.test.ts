import { App, type Stack } from 'aws-cdk-lib';
import type { OrganizationNames } from '../../../../config/name-patterns';
import { Naming } from '../../../../config/naming';
import type { OrgSlug } from '../../../../config/org-slug';
import { addOrganizationStacks } from '../../../../lib/stacks/organization-stacks';
import { FEATURE_FLAGS } from '../../../fixtures/feature-flags';
import { environment, NO_PIPELINES } from '../../../fixtures/environment';
import { MANY } from './both-ways';

/** Makes names by other means than by putting the slug into a pattern. */
class OtherNaming extends Naming {
  constructor(private readonly workgroupOf: (slug: OrgSlug, usual: string) => string) {
    super(environment());
  }

  override organization(slug: OrgSlug): OrganizationNames {
    const names = super.organization(slug);
    return { ...names, workgroup: this.workgroupOf(slug, names.workgroup) };
  }
}

/** How many of the stacks are of constructs, which templates there are, and what was warned of. */
function synthesized(
  naming: Naming,
  judgeAll: boolean,
): { built: number; templates: unknown[]; warnings: string[] } {
  const environmentConfig = environment({ organizations: MANY, pipelines: NO_PIPELINES });
  const app = new App({
    analyticsReporting: false,
    builtinCloudFormationValidation: false,
    context: { ...FEATURE_FLAGS, 'aws:cdk:disable-creation-stack-traces': true },
    treeMetadata: false,
  });
  const stacks: Stack[] = addOrganizationStacks(app, {
    common: { environmentConfig, naming, env: { account: '111122223333', region: 'eu-central-1' } },
    organizations: MANY,
    stackProps: () => ({}),
    judgeAll,
  });
  const assembly = app.synth();
  return {
    built: stacks.filter((stack) => stack.node.tryFindChild('OrganizationKey') !== undefined).length,
    templates: assembly.stacks.map(({ template }) => template as unknown),
    warnings: stacks.flatMap((stack) =>
      stack.node.metadata.filter(({ type }) => type === 'aws:cdk:warning').map(({ data }) => String(data)),
    ),
  };
}

beforeEach(() => {
  // A synth prints the warnings that are asked for below.
  jest.spyOn(console, 'error').mockImplementation();
});

test.each<[string, (slug: OrgSlug, usual: string) => string]>([
  ['cut off', (_, usual) => usual.slice(0, 20)],
  ['padded', (_, usual) => usual.padEnd(24, 'x')],
  ['a number made of it', (slug) => `w${Buffer.from(slug).reduce((sum, byte) => sum + byte, 0)}`],
  ['in another spelling', (_, usual) => usual.toUpperCase()],
  ['without hyphens', (slug) => `w${slug.replaceAll('-', '')}`],
  ['by order', (slug, usual) => `${slug < 'm' ? 'a-' : 'b-'}${usual}`],
])('organizations are made one by one where a name is no concatenation: %s', (_, workgroupOf) => {
  const naming = new OtherNaming(workgroupOf);
  const byForm = synthesized(naming, false);
  expect(byForm.templates).toEqual(synthesized(naming, true).templates);
  expect(byForm.built).toBe(MANY.length);
  expect(byForm.warnings).toEqual([
    expect.stringMatching(
      /^8 stacks like ts-test-organization-acme are made one by one, .* at \$\.\w+(\.\w+)* \[ack: @form\]$/,
    ),
  ]);
});

test('a name that breaks a limit is refused of whichever organization', () => {
  const naming = new OtherNaming((slug, usual) => {
    if (slug === 'initech') throw new RangeError('too long');
    return usual;
  });
  expect(() => synthesized(naming, false)).toThrow('too long');
});
