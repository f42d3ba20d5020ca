import { type IStackSynthesizer, Stack, type StackProps, Tags } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { stackTags } from '../../config/stack-tags';
import {
  ORGANIZATION_METADATA,
  organizationMetadata,
} from '../../packages/isolation-proof/src/provenance/organization-records';
import { FormSynthesizer, type TextsOfForm } from './forms/form-synthesizer';
import { addOrganizationResources, type OrganizationResourcesProps } from './organization-resources';

export interface OrganizationStackProps extends StackProps, OrganizationResourcesProps {
  /**
   * What the stack is written from, without constructs of its own.
   * @default - it is made of constructs
   */
  readonly form?: TextsOfForm;
}

/**
 * Everything that is one organization's. Finds what is shared by name, so that it can be made, changed and
 * removed without any other stack.
 */
export class OrganizationStack extends Stack {
  private built = false;
  private readonly resources: OrganizationResourcesProps;

  constructor(scope: Construct, id: string, props: OrganizationStackProps) {
    const { environmentConfig, naming, organization, form, ...stackProps } = props;
    super(scope, id, {
      terminationProtection: true,
      ...stackProps,
      ...(form === undefined
        ? {}
        : {
            // As the interface: the CDK writes its optional property in two ways, which a strict compiler tells apart.
            synthesizer: new FormSynthesizer(form, organization, () => !this.built) as IStackSynthesizer,
          }),
    });
    this.resources = { environmentConfig, naming, organization };
    const { slug, displayName, status } = organization;
    // For whoever reads the assembly. It is in no template: a name that changes is no deployment.
    this.node.addMetadata(ORGANIZATION_METADATA, organizationMetadata({ slug, displayName, status }));
    if (form === undefined) this.build();
  }

  /** Makes the stack of constructs, if it is not yet. */
  build(): void {
    if (this.built) return;
    this.built = true;
    const { environmentConfig, organization } = this.resources;
    addOrganizationResources(this, this.resources);
    const tags = stackTags(environmentConfig.name, organization.slug);
    for (const [key, value] of Object.entries(tags)) Tags.of(this).add(key, value);
  }

  /** Only what is built knows its logical ids. */
  override renameLogicalId(oldId: string, newId: string): void {
    this.build();
    super.renameLogicalId(oldId, newId);
  }
}
