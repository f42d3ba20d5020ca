import { type App, Aspects, PropertyInjectors, type StackProps, StackSynthesizer } from 'aws-cdk-lib';
import type { OrganizationConfig } from '../../config/environment-config';
import { BEFORE_ALL_ASPECTS, BuildChangedStacks, type StacksOfForm } from './forms/build-changed-stacks';
import { OrganizationForm } from './forms/organization-form';
import { formOf } from './forms/stand-in';
import type { CommonProps } from './operation-stacks';
import { OrganizationStack } from './organization-stack';

/**
 * Fewest organizations of one form that are written from it. To write a form costs several stacks of constructs: the one
 * that stands in for all, and those that it is compared with.
 */
export const FEWEST_OF_FORM = 8;

export interface OrganizationStacksProps {
  readonly common: CommonProps;
  readonly organizations: readonly OrganizationConfig[];
  /** What is one stack's besides. None of it is in a template. */
  readonly stackProps: (organization: OrganizationConfig, stackName: string) => StackProps;
  /** Whether every stack is made of constructs. */
  readonly judgeAll: boolean;
}

/** Adds a stack for each organization, in their order: of constructs, or written from its form. */
export function addOrganizationStacks(app: App, props: OrganizationStacksProps): OrganizationStack[] {
  const { common, organizations, stackProps, judgeAll } = props;
  const byForm = new Map<string, OrganizationConfig[]>();
  for (const organization of organizations) {
    const key = formOf(organization);
    const ofForm = byForm.get(key);
    if (ofForm === undefined) byForm.set(key, [organization]);
    else ofForm.push(organization);
  }
  const forms = new Map<string, StacksOfForm & { readonly others: OrganizationStack[] }>();
  const stacks = organizations.map((organization) => {
    const key = formOf(organization);
    const ofForm = forms.get(key);
    const { stack: stackName } = common.naming.organization(organization.slug);
    const stack = new OrganizationStack(app, stackName, {
      ...common,
      ...stackProps(organization, stackName),
      organization,
      ...(ofForm === undefined ? {} : { form: ofForm.form }),
    });
    ofForm?.others.push(stack);
    const members = byForm.get(key) ?? [];
    if (ofForm === undefined && !judgeAll && members.length >= FEWEST_OF_FORM && isPlain(app)) {
      const form = new OrganizationForm(common, contextOf(app), stack, [organization, ...members.slice(1)]);
      forms.set(key, { form, first: stack, others: [] });
    }
    return stack;
  });
  if (forms.size > 0) {
    Aspects.of(app).add(new BuildChangedStacks([...forms.values()]), { priority: BEFORE_ALL_ASPECTS });
  }
  return stacks;
}

/** Whether an app makes constructs and writes stacks the way the CDK does by default. */
function isPlain(app: App): boolean {
  // The synthesizer that an app gives all its stacks is kept in the context, under a key that nobody is to know.
  const hasSynthesizer = Object.values(contextOf(app)).some((value) => value instanceof StackSynthesizer);
  return !hasSynthesizer && !PropertyInjectors.hasPropertyInjectors(app);
}

function contextOf(app: App): Readonly<Record<string, unknown>> {
  return app.node.getAllContext() as Record<string, unknown>;
}
