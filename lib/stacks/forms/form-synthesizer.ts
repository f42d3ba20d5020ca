import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  DefaultStackSynthesizer,
  FileAssetPackaging,
  type FileAssetSource,
  type ISynthesisSession,
  type SynthesizeStackArtifactOptions,
} from 'aws-cdk-lib';
import { CDK_TEMPLATE_FILE_KEY } from 'aws-cdk-lib/cx-api';
import type { OrganizationConfig } from '../../../config/environment-config';
import { type ConstructNotes, metadataFile, wholeNotesText } from './construct-notes';

/** What organizations of one form are written from. */
export interface TextsOfForm {
  /**
   * The template of an organization.
   * @param outdir folder of the assembly, in which the stack that stands for the form is written already.
   */
  template(organization: OrganizationConfig, description: string | undefined, outdir: string): string;
  /** The text of what the CDK notes of the constructs that the organization's stack would have. */
  notesWithin(organization: OrganizationConfig, outdir: string): string;
}

/**
 * Writes an organization's stack from its form, as the default synthesizer of the CDK writes it from constructs: the
 * same template, asset, artifact and notes of constructs.
 */
export class FormSynthesizer extends DefaultStackSynthesizer {
  constructor(
    private readonly form: TextsOfForm,
    private readonly organization: OrganizationConfig,
    /** Whether the stack is without constructs, in the end. */
    private readonly isWritten: () => boolean,
  ) {
    super();
  }

  /** The template that is written has it. */
  protected override addBootstrapVersionRule(requiredVersion: number, parameter: string): void {
    if (!this.isWritten()) super.addBootstrapVersionRule(requiredVersion, parameter);
  }

  protected override synthesizeTemplate(
    session: ISynthesisSession,
    ...lookupRole: [arn?: string, externalId?: string, options?: Record<string, unknown>]
  ): FileAssetSource {
    if (!this.isWritten()) return super.synthesizeTemplate(session, ...lookupRole);
    const { boundStack: stack } = this;
    const { outdir } = session.assembly;
    stack.node.addMetadata(CDK_TEMPLATE_FILE_KEY, stack.templateFile);
    const template = this.form.template(this.organization, stack.templateOptions.description, outdir);
    writeFileSync(join(outdir, stack.templateFile), template);
    return {
      fileName: stack.templateFile,
      packaging: FileAssetPackaging.FILE,
      sourceHash: createHash('sha256').update(template).digest('hex'),
      deployTime: true,
      displayName: `${stack.stackName} Template`,
    };
  }

  protected override emitArtifact(
    session: ISynthesisSession,
    options?: SynthesizeStackArtifactOptions,
  ): void {
    super.emitArtifact(session, options);
    if (!this.isWritten()) return;
    const { outdir } = session.assembly;
    const file = metadataFile(outdir, this.boundStack);
    const path = `/${this.boundStack.node.path}`;
    const { [path]: own = [] } = JSON.parse(readFileSync(file, 'utf8')) as ConstructNotes;
    writeFileSync(file, wholeNotesText({ [path]: own }, this.form.notesWithin(this.organization, outdir)));
  }
}
