import { CfnDeletionPolicy, type App } from 'aws-cdk-lib';
import { z } from 'zod';

const deletionPolicy = z.enum(CfnDeletionPolicy).optional();

const stackBlueprint = z.object({
  stackName: z.string(),
  description: z.string().optional(),
  tags: z.record(z.string(), z.string()),
  resources: z.record(
    z.string(),
    z.strictObject({
      Type: z.string(),
      Properties: z.record(z.string(), z.unknown()).default({}),
      DependsOn: z.array(z.string()).optional(),
      DeletionPolicy: deletionPolicy,
      UpdateReplacePolicy: deletionPolicy,
    }),
  ),
  outputs: z.record(z.string(), z.strictObject({ Value: z.unknown(), Description: z.string().optional() })),
});

/** What a bare app needs to make one stack with the same resources and outputs as one of ours. */
export type StackBlueprint = z.output<typeof stackBlueprint>;

const appBlueprint = z.object({
  account: z.string(),
  region: z.string(),
  shared: stackBlueprint,
  organization: stackBlueprint,
  /** Slug of the organization that the blueprint was taken of. */
  slug: z.string(),
});

/** An environment's shared stack, and the stack of one organization that stands for all. */
export type AppBlueprint = z.output<typeof appBlueprint>;

export function parseAppBlueprint(text: string): AppBlueprint {
  return appBlueprint.parse(JSON.parse(text));
}

/** Takes the blueprint of an app of ours with one organization, by synthesizing it. */
export function takeAppBlueprint(app: App, slug: string): AppBlueprint {
  const [shared, organization] = app.synth().stacks.map(({ stackName, tags, template, environment }) => {
    const { Description, Resources, Outputs } = z
      .object({
        Description: z.string().optional(),
        Resources: z.unknown(),
        Outputs: z.unknown(),
      })
      .parse(template);
    return {
      account: environment.account,
      region: environment.region,
      stack: stackBlueprint.parse({
        stackName,
        description: Description,
        tags,
        resources: Resources,
        outputs: Outputs,
      }),
    };
  });
  if (shared === undefined || organization === undefined) {
    throw new RangeError('a blueprint is taken of a shared stack and one organization');
  }
  const { account, region } = shared;
  return { account, region, shared: shared.stack, organization: organization.stack, slug };
}

/** The blueprint of each organization's stack: the one there is, with each slug in the place of its own. */
export function organizationBlueprints(
  { organization, slug }: Pick<AppBlueprint, 'organization' | 'slug'>,
  slugs: readonly string[],
): StackBlueprint[] {
  const text = JSON.stringify(organization);
  return slugs.map((other) => stackBlueprint.parse(JSON.parse(text.replaceAll(slug, other))));
}
