import { z } from 'zod';

const count = (what: string, byDefault: number): z.ZodDefault<z.ZodNumber> =>
  z
    .number(`write a whole number of ${what}`)
    .int(`write a whole number of ${what}`)
    .min(0, `write 0 ${what} or more`)
    .max(1_000_000, `write at most 1000000 ${what}`)
    .default(byDefault);

/** What an environment plans for, and no template shows. */
export const plannedSchema = z
  .strictObject(
    {
      dataHubs: count('Data Hubs', 10).describe('Data Hubs of an organization, on average.'),
      connectorSecrets: count('connector secrets', 5).describe(
        'Connector secrets of an organization in Parameter Store, on average.',
      ),
    },
    'write an object, for example {"dataHubs": 10, "connectorSecrets": 5}',
  )
  .prefault({});

/** Averages for each organization. They are plans, so they warn and never fail a synth. */
export type PlannedUse = z.output<typeof plannedSchema>;
