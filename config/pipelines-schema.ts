import { z } from 'zod';

/** Services that run pipelines, each under the organization's pipeline role. */
export const PIPELINE_SERVICES = [
  'glue',
  'emr-serverless',
  'ecs-tasks',
  'batch',
  'lambda',
  'states',
] as const;
export type PipelineService = (typeof PIPELINE_SERVICES)[number];

const SERVICE_FORM = `write some of ${PIPELINE_SERVICES.join(', ')}`;

const flag = (byDefault: boolean, description: string): z.ZodDefault<z.ZodBoolean> =>
  z.boolean('write true or false').default(byDefault).describe(description);

/** What an environment says about pipelines. */
export const pipelinesSchema = z
  .strictObject(
    {
      services: z
        .array(
          z.enum(PIPELINE_SERVICES, SERVICE_FORM),
          `write a list of some of ${PIPELINE_SERVICES.join(', ')}, or [] for no pipelines`,
        )
        .default(['glue'])
        .describe(
          'Services that may assume the pipeline role of each organization. With none, there are no pipelines, and no events of arrivals.',
        ),
      trust: z
        .enum(['account', 'own-resources'], 'write "account" or "own-resources"')
        .default('account')
        .describe(
          "Which jobs and crawlers of Glue, and which state machines, may assume a pipeline role: any of the account that are given it, or those whose names begin with the role's. The latter is unconfirmed of Glue: see docs/auditor/unconfirmed.md.",
        ),
      lambdaTrust: z
        .enum(['service', 'service-of-this-account'], 'write "service" or "service-of-this-account"')
        .default('service')
        .describe(
          'Whom pipeline roles trust if "lambda" is among the services: Lambda, or only where it says that it acts for this account. The latter is unconfirmed: see docs/auditor/unconfirmed.md.',
        ),
      createDefaultDatabase: flag(
        false,
        'Create the database `default` of the Data Catalog, which Spark and Athena look up. Leave it out if the account has one.',
      ),
      connectorSecrets: flag(
        false,
        "Let pipelines read their organization's connector secrets, as Data Hubs do.",
      ),
      glueSecurityConfiguration: flag(
        true,
        'Create a Glue security configuration for each organization, if "glue" is among the services. An account has 250 by default.',
      ),
      encryptDataCatalog: flag(
        false,
        "Encrypt the account's Data Catalog with the AWS managed key of Glue. It is unconfirmed: see docs/auditor/unconfirmed.md.",
      ),
    },
    'write an object, for example {"services": ["glue"]}',
  )
  .prefault({});

export type PipelinesConfig = Readonly<Omit<z.output<typeof pipelinesSchema>, 'services'>> & {
  readonly services: readonly PipelineService[];
};
