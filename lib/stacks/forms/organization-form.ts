import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import type { OrganizationConfig } from '../../../config/environment-config';
import type { CommonProps } from '../operation-stacks';
import { OrganizationStack } from '../organization-stack';
import { organizationDescription } from '../stack-description';
import { FormError } from './form-error';
import type { TextsOfForm } from './form-synthesizer';
import { readStackFiles, type StackFiles } from './stack-files';
import { STAND_IN_DESCRIPTION, standInOf } from './stand-in';
import { witnessesOf } from './witnesses';
import { type DescribedOrganization, WrittenForm } from './written-form';

/**
 * Organizations whose templates are the same but for their names. The template is synthesized once, for an organization
 * that stands in for all, and then for each its names are put into their places. That nothing but these depends on the
 * organization is not taken for granted: see {@link problem} and {@link template}.
 */
export class OrganizationForm implements TextsOfForm {
  private compared: { readonly form: WrittenForm; readonly problem: string | undefined } | undefined;
  private asInApp: { readonly form: WrittenForm; readonly outdir: string } | undefined;

  /**
   * @param context of the app that the organizations are in.
   * @param first the stack of constructs, in that app, that stands for the others.
   * @param members all organizations of the form, that of the first stack before the others.
   */
  constructor(
    private readonly common: CommonProps,
    private readonly context: Readonly<Record<string, unknown>>,
    private readonly first: OrganizationStack,
    private readonly members: readonly [OrganizationConfig, ...OrganizationConfig[]],
  ) {}

  /**
   * Where what is synthesized of the constructs of an organization differs from what the form gives, compared for those
   * whose names differ most from each other; undefined if nothing does.
   */
  get problem(): string | undefined {
    return this.compare().problem;
  }

  /** @throws FormError if the stack of the app that stands for the form has become another. */
  template(organization: OrganizationConfig, description: string | undefined, outdir: string): string {
    return this.formInApp(outdir).template({ organization, description });
  }

  notesWithin(organization: OrganizationConfig, outdir: string): string {
    return this.formInApp(outdir).notesWithin(organization);
  }

  private formInApp(outdir: string): WrittenForm {
    if (this.asInApp?.outdir !== outdir) {
      const { form } = this.compare();
      const files = readStackFiles(this.first, outdir);
      const { description } = this.first.templateOptions;
      const place = form.differenceFrom(files, { organization: this.members[0], description });
      if (place !== undefined) throw new FormError(this.first.stackName, place);
      this.asInApp = { form: form.withTracesOf(files.notes), outdir };
    }
    return this.asInApp.form;
  }

  private compare(): { readonly form: WrittenForm; readonly problem: string | undefined } {
    return (this.compared ??= this.compareWithWitnesses());
  }

  private compareWithWitnesses(): { readonly form: WrittenForm; readonly problem: string | undefined } {
    const { environmentConfig } = this.common;
    const standIn = { organization: standInOf(this.members[0]), description: STAND_IN_DESCRIPTION };
    const witnesses = witnessesOf(this.members).map((organization) => ({
      organization,
      description: organizationDescription(organization, environmentConfig),
    }));
    const [files, ...filesOfWitnesses] = this.synthesizeAlone([standIn, ...witnesses]);
    if (files === undefined) throw new RangeError('nothing was synthesized');
    const form = new WrittenForm(standIn.organization, files);
    const places = witnesses.map((witness, index) => {
      const ofWitness = filesOfWitnesses[index];
      return ofWitness === undefined ? undefined : form.differenceFrom(ofWitness, witness);
    });
    return { form, problem: places.find((place) => place !== undefined) };
  }

  /** The stacks of organizations in an app of their own, which leaves nothing behind. */
  private synthesizeAlone(organizations: readonly DescribedOrganization[]): StackFiles[] {
    const outdir = mkdtempSync(join(tmpdir(), 'form-'));
    try {
      const app = new App({
        autoSynth: false,
        builtinCloudFormationValidation: false,
        context: this.context,
        outdir,
        treeMetadata: false,
      });
      const stacks = organizations.map(({ organization, description }) => {
        const { stack } = this.common.naming.organization(organization.slug);
        return new OrganizationStack(app, stack, {
          ...this.common,
          organization,
          ...(description === undefined ? {} : { description }),
        });
      });
      app.synth();
      return stacks.map((stack) => readStackFiles(stack, outdir));
    } finally {
      rmSync(outdir, { recursive: true, force: true });
    }
  }
}
