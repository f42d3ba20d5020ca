import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { StoryError } from './outcome';

const propertiesSchema = z.looseObject({ properties: z.looseObject({}).default({}) });
const manifestSchema = z.looseObject({ artifacts: z.record(z.string(), propertiesSchema) });
const templateSchema = z.looseObject({
  Resources: z.record(z.string(), z.looseObject({ Properties: z.looseObject({}).default({}) })),
});

const assetsSchema = z.looseObject({
  files: z.record(z.string(), z.looseObject({ source: z.looseObject({ path: z.string() }) })),
});

/**
 * Changes the properties of the one resource that has a property of some value.
 * @throws StoryError if there is none
 */
export function editResource(
  assembly: string,
  stack: string,
  [name, value]: readonly [string, string],
  change: (properties: Record<string, unknown>) => void,
): void {
  edit(join(assembly, `${stack}.template.json`), templateSchema, ({ Resources }) => {
    const resource = Object.values(Resources).find(
      ({ Properties }) => Properties[name] === value && 'Description' in Properties,
    );
    if (resource === undefined) throw new StoryError(`${stack} has no resource with ${name} ${value}`);
    change(resource.Properties);
  });
  rename(assembly, stack);
}

/** Makes the assembly say that a stack is protected against deletion. */
export function protectInManifest(assembly: string, stack: string): void {
  edit(join(assembly, 'manifest.json'), manifestSchema, ({ artifacts }) => {
    const artifact = artifacts[stack];
    if (artifact === undefined) throw new StoryError(`the assembly has no stack ${stack}`);
    artifact.properties['terminationProtection'] = true;
  });
}

/** A template is published under its hash, and not again where there is an object of that name already. */
function rename(assembly: string, stack: string): void {
  const template = `${stack}.template.json`;
  const assets = join(assembly, `${stack}.assets.json`);
  const { files } = assetsSchema.parse(JSON.parse(readFileSync(assets, 'utf8')));
  const [before] = Object.entries(files).find(([, { source }]) => source.path === template) ?? [];
  if (before === undefined) throw new StoryError(`${assets} has no ${template}`);
  const after = createHash('sha256')
    .update(readFileSync(join(assembly, template)))
    .digest('hex');
  for (const file of [assets, join(assembly, 'manifest.json')]) {
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll(before, after));
  }
}

function edit<Content>(file: string, schema: z.ZodType<Content>, change: (content: Content) => void): void {
  const content = schema.parse(JSON.parse(readFileSync(file, 'utf8')));
  change(content);
  writeFileSync(file, JSON.stringify(content));
}
