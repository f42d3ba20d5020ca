import { readFileSync } from 'node:fs';
import {
  CfnElement,
  CloudFormationValidatePlugin,
  type IPolicyValidationContext,
  type PolicyValidationPluginReport,
  type PolicyValidationStack,
  Stack,
} from 'aws-cdk-lib';
import type { NamesOfStack } from './names-of-stack';
import { groupsOf, representativesOf } from './representatives';
import { startValidator } from './start-validator';
import { textOfForm } from './text-of-form';

/**
 * The CDK's own validation of templates, of one of each form in place of every one. A form are templates whose texts
 * are the same but for the names of their organizations ({@link textOfForm}); whoever looks at a mistake in one
 * organization's template therefore looks at a form of its own. Where a finding is made, every template of that form is
 * judged, so that a report says what it would say if all had been.
 *
 * The CDK leaves out its own call where a plugin of this class is registered, and treats it as its own: the same name,
 * feature flags and acknowledgements.
 */
export class TemplateValidation extends CloudFormationValidatePlugin {
  /**
   * @param names those of organizations, by the names of their stacks. Others' templates are judged each.
   * @param judgeAll whether every template is judged.
   */
  constructor(
    private readonly names: ReadonlyMap<string, NamesOfStack>,
    private readonly judgeAll: boolean,
  ) {
    super();
  }

  override validate(context: IPolicyValidationContext): PolicyValidationPluginReport {
    const { stackTemplates } = context;
    if (this.judgeAll) return judge(context, stackTemplates);
    const forms = this.formsOf(stackTemplates);
    const representatives = forms.map(({ members }) => representativesOf(members).map(({ stack }) => stack));
    const first = judge(context, inOrder(stackTemplates, representatives.flat()));
    if (first.violations.length === 0) return first;

    const places = new Set(
      first.violations.flatMap(({ violatingResources }) =>
        violatingResources.map(({ templatePath }) => templatePath),
      ),
    );
    const found = forms.filter((_, index) =>
      representatives[index]?.some(({ templatePath }) => places.has(templatePath)),
    );
    const all = found.flatMap(({ members }) => members.map(({ stack }) => stack));
    return withConstructs(judge(context, inOrder(stackTemplates, all)), found, context);
  }

  private formsOf(stacks: readonly PolicyValidationStack[]): Form[] {
    const members = stacks.map((stack) => {
      const names = this.names.get(stack.stackConstructPath);
      const text =
        names === undefined ? undefined : textOfForm(readFileSync(stack.templatePath, 'utf8'), names);
      const { accountId = '', region = '', stackConstructPath } = stack;
      const form = text === undefined ? `only ${stackConstructPath}` : `${accountId} ${region}\n${text}`;
      return { stack, names: names ?? NO_NAMES, form };
    });
    return groupsOf(members, ({ form }) => form).map((ofForm) => ({ members: ofForm }));
  }
}

/** Templates that are the same but for names. */
interface Form {
  readonly members: readonly { readonly stack: PolicyValidationStack; readonly names: NamesOfStack }[];
}

const NO_NAMES: NamesOfStack = { slug: '', users: [], displayName: '' };

function judge(
  context: IPolicyValidationContext,
  stackTemplates: PolicyValidationStack[],
): PolicyValidationPluginReport {
  const templatePaths = stackTemplates.map(({ templatePath }) => templatePath);
  return startValidator(stackTemplates.length).validate({ ...context, stackTemplates, templatePaths });
}

/** Some of the stacks in the order of all, in which findings are reported. */
function inOrder(
  all: readonly PolicyValidationStack[],
  some: readonly PolicyValidationStack[],
): PolicyValidationStack[] {
  const chosen = new Set(some);
  return all.filter((stack) => chosen.has(stack));
}

/**
 * Names the construct of each finding in a template that was written without constructs: that of the same form's stacks
 * which are made of them, where it can be mended or acknowledged. If there are several, it is acknowledged where it is
 * in each.
 */
function withConstructs(
  report: PolicyValidationPluginReport,
  forms: readonly Form[],
  { appConstruct }: IPolicyValidationContext,
): PolicyValidationPluginReport {
  const stackOf = ({ stackConstructPath }: PolicyValidationStack): Stack | undefined => {
    const child = appConstruct.node.tryFindChild(stackConstructPath);
    return Stack.isStack(child) ? child : undefined;
  };
  const builtLike = new Map<string, readonly Stack[]>();
  for (const { members } of forms) {
    const stacks = members.flatMap(({ stack }) => stackOf(stack) ?? []);
    const built = stacks.filter(({ node }) => node.children.length > 0);
    for (const { stack } of members) {
      const own = stackOf(stack);
      if (own?.node.children.length === 0) builtLike.set(stack.templatePath, built);
    }
  }
  const violations = report.violations.map((violation) => ({
    ...violation,
    violatingResources: violation.violatingResources.flatMap((resource) => {
      const { templatePath = '', resourceLogicalId } = resource;
      const paths = (builtLike.get(templatePath) ?? []).flatMap(
        (stack) => pathOf(stack, resourceLogicalId) ?? [],
      );
      return paths.length === 0 ? [resource] : paths.map((constructPath) => ({ ...resource, constructPath }));
    }),
  }));
  return { ...report, violations };
}

/** The construct of a resource, or of a finding in nothing of it the stack. */
function pathOf(stack: Stack, logicalId: string | undefined): string | undefined {
  if (logicalId === undefined) return stack.node.path;
  return stack.node
    .findAll()
    .find((one) => CfnElement.isCfnElement(one) && stack.resolve(one.logicalId) === logicalId)?.node.path;
}
