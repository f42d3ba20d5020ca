import { GetTemplateCommand } from '@aws-sdk/client-cloudformation';
import { z } from 'zod';
import { type SynthesizedStack, templateSchema } from '../deployed/cloud-assembly';
import { UnreadableTemplateError } from '../deployed/errors';
import type { DeployedStack } from '../deployed/deployed-stack';
import type { ServiceClients } from '../account/service-clients';

/**
 * A stack as it was deployed last. Drift is measured against this, and not against the working tree, which may be
 * ahead of what is deployed.
 * @throws UnreadableTemplateError if the template is none of this platform's.
 */
export async function readDeployedTemplate(
  { cloudformation }: Pick<ServiceClients, 'cloudformation'>,
  StackName: string,
  { tags, outputs }: DeployedStack,
): Promise<SynthesizedStack> {
  const { TemplateBody } = await cloudformation.send(new GetTemplateCommand({ StackName }));
  return {
    name: StackName,
    // What is deployed, so that they are no drift: CloudFormation is the only one that changes them.
    tags,
    template: { ...parsed(StackName, TemplateBody ?? ''), Outputs: outputValues(outputs) },
    // Every stack of the platform is protected.
    terminationProtection: true,
  };
}

function parsed(stack: string, body: string): SynthesizedStack['template'] {
  try {
    return templateSchema.parse(JSON.parse(body));
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof z.ZodError)) throw error;
    throw new UnreadableTemplateError([`${stack}: its template is not one that the CDK wrote`]);
  }
}

function outputValues(outputs: DeployedStack['outputs']): SynthesizedStack['template']['Outputs'] {
  return Object.fromEntries(Object.entries(outputs).map(([name, Value]) => [name, { Value }]));
}
