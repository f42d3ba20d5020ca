import { readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import type {
  IPolicyValidationContext,
  IPolicyValidationPlugin,
  PolicyValidationPluginReport,
  PolicyViolation,
} from 'aws-cdk-lib/core';
import { verify } from '../judge/verify';
import type { Specification } from '../specification/specification';
import { byReason, UndecidedError } from '../templates/errors';
import { withImports } from '../assembly/imports';
import type { Json } from '../templates/json';
import { type ListedStack, readListedStacks } from '../assembly/stack-settings';
import type { FindTemplate } from '../assembly/nested-template';
import { readStack, type UnreadStack } from '../assembly/read-stack';
import { templatesIn } from '../assembly/template-files';
import type { TemplateText } from '../assembly/template-text';
import { readStacks } from '../forms/read-stacks';
import type { StackTemplate } from '../templates/template';
import { brokenContract, notProved, placedIn, undecided, violatedClaim } from './violations';

/** What else is known where the plugin is added. */
export interface IsolationProofOptions {
  /**
   * Slugs of the tenants that the templates have to hold, and no others. Without any, the app may be without
   * tenants: then the claims about what is shared have to hold.
   * @default - the templates hold some tenant at least
   */
  readonly expectedTenants?: readonly string[];
  /**
   * Templates of stacks that the app's stacks refer to by name, and that are not synthesized with them.
   * @default - none
   */
  readonly elsewhere?: () => readonly UnreadStack[];
}

/**
 * Makes the synth fail unless the isolation of the app's tenants is proved from its templates, all together.
 *
 * @example
 * Validations.of(app).addPlugins(new IsolationProof(specification));
 */
export class IsolationProof implements IPolicyValidationPlugin {
  readonly name = 'IsolationProof';

  constructor(
    private readonly specification: Specification,
    private readonly options: IsolationProofOptions = {},
  ) {}

  validate({ stackTemplates }: IPolicyValidationContext): PolicyValidationPluginReport {
    try {
      const own = readStacks(textsOf(stackTemplates), this.specification);
      const elsewhere = (this.options.elsewhere?.() ?? []).map((stack) =>
        readStack(stack, this.specification.unpinned),
      );
      return reportOf(stackTemplates, this.violationsOf(withImports([...own, ...elsewhere])));
    } catch (error) {
      if (!(error instanceof UndecidedError)) throw error;
      return reportOf(stackTemplates, byReason(error.unknowns).map(undecided));
    }
  }

  private violationsOf(stacks: readonly StackTemplate[]): PolicyViolation[] {
    const { proof, contract, slugs } = verify(stacks, this.specification);
    return [
      ...this.otherTenants(slugs),
      // Without tenants, there is nobody to isolate yet; that is for the app to say.
      ...byReason(this.options.expectedTenants?.length === 0 ? [] : proof.undecided).map(undecided),
      ...proof.claims.flatMap(({ id, title, violations }) =>
        violations.map((violation) => violatedClaim(id, title, violation)),
      ),
      ...contract.failures.map(brokenContract),
    ];
  }

  /** Tenants of the app that no template is tagged with, and the other way round. */
  private otherTenants(found: readonly string[]): PolicyViolation[] {
    const { expectedTenants: expected } = this.options;
    if (expected === undefined) return [];
    const { owner: tag } = this.specification.tenants;
    const missing = expected.filter((slug) => !found.includes(slug));
    const unexpected = found.filter((slug) => !expected.includes(slug));
    return byReason([
      ...missing.map((slug) => ({
        place: slug,
        reason: `the configuration has this organization, and no resource carries the tag ${tag}=${slug}`,
      })),
      ...unexpected.map((slug) => ({
        place: slug,
        reason: `resources carry the tag ${tag}=${slug}, and the configuration has no such organization`,
      })),
    ]).map(undecided);
  }
}

type SynthesizedTemplate = IPolicyValidationContext['stackTemplates'][number];

function reportOf(
  templates: readonly SynthesizedTemplate[],
  violations: readonly PolicyViolation[],
): PolicyValidationPluginReport {
  if (violations.length === 0) return { success: true, violations: [] };
  const stacks = templates.map(({ stackConstructPath }) => stackConstructPath);
  return {
    success: false,
    violations: [...violations.map((violation) => placedIn(stacks, violation)), notProved(violations)],
  };
}

/** The manifest, which the CDK has written beside the templates, is read once. */
function textsOf(templates: readonly SynthesizedTemplate[]): TemplateText[] {
  const directories = new Map<string, Folder>();
  return templates.map((template) => {
    const directory = dirname(template.templatePath);
    const folder = directories.get(directory) ?? {
      listed: readListedStacks(directory),
      findTemplate: templatesIn(directory),
    };
    directories.set(directory, folder);
    return textOf(template, folder);
  });
}

/** What lies beside templates. */
interface Folder {
  readonly listed: ReadonlyMap<string, ListedStack>;
  readonly findTemplate: FindTemplate;
}

/** Read when it is asked for: those of a thousand stacks need not be in memory together. */
function textOf(
  { stackConstructPath, templatePath, accountId: account, region }: SynthesizedTemplate,
  { listed, findTemplate }: Folder,
): TemplateText {
  const { name = stackConstructPath, settings } = listed.get(basename(templatePath)) ?? {};
  return {
    findTemplate,
    name,
    account,
    region,
    ...(settings && { settings }),
    get text() {
      return readFileSync(templatePath, 'utf8');
    },
    // The CDK has just written it.
    parse: (text) => JSON.parse(text) as Json,
  };
}
