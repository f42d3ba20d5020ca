import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** What is read of a CloudFormation template. */
export const templateSchema = z.looseObject({
  Conditions: z.record(z.string(), z.unknown()).optional(),
  Resources: z.record(
    z.string(),
    z.looseObject({
      Type: z.string(),
      Properties: z.record(z.string(), z.unknown()).default({}),
      Condition: z.string().optional(),
    }),
  ),
  Outputs: z.record(z.string(), z.looseObject({ Value: z.unknown() })).default({}),
});

/** A CloudFormation template, as far as it is read here. */
export type Template = z.output<typeof templateSchema>;
export type TemplateResource = Template['Resources'][string];

const manifestSchema = z.looseObject({
  artifacts: z.record(
    z.string(),
    z.looseObject({ type: z.string(), properties: z.record(z.string(), z.unknown()).default({}) }),
  ),
});

const stackPropertiesSchema = z.looseObject({
  stackName: z.string().optional(),
  templateFile: z.string(),
  terminationProtection: z.boolean().default(false),
  tags: z.record(z.string(), z.string()).default({}),
});

/** A stack as it was synthesized. */
export interface SynthesizedStack {
  readonly name: string;
  readonly template: Template;
  readonly terminationProtection: boolean;
  readonly tags: Readonly<Record<string, string>>;
}

/** Reads a template that was deployed, so that it can be compared with a synthesized one; undefined if it is not JSON. */
export function parseTemplate(text: string): Template | undefined {
  try {
    return templateSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** Reads the stacks of a cloud assembly: the folder that `cdk synth` writes. */
export function readCloudAssembly(folder: string): SynthesizedStack[] {
  const read = (file: string): unknown => JSON.parse(readFileSync(join(folder, file), 'utf8'));
  const { artifacts } = manifestSchema.parse(read('manifest.json'));
  return Object.entries(artifacts)
    .filter(([, { type }]) => type === 'aws:cloudformation:stack')
    .map(([id, { properties }]) => {
      const { stackName, templateFile, terminationProtection, tags } =
        stackPropertiesSchema.parse(properties);
      return {
        name: stackName ?? id,
        template: templateSchema.parse(read(templateFile)),
        terminationProtection,
        tags,
      };
    });
}
