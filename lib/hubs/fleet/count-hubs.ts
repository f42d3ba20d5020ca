import { type IoTClient, paginateListThings } from '@aws-sdk/client-iot';

/**
 * How many hubs organizations have, by the thing type of their hubs. All things of the account are listed once,
 * which takes a call for 250 hubs and not one for each organization.
 * https://docs.aws.amazon.com/iot/latest/apireference/API_ListThings.html
 */
export async function countHubs(client: IoTClient): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  for await (const { things = [] } of paginateListThings({ client, pageSize: 250 }, {})) {
    for (const { thingTypeName } of things) {
      if (thingTypeName !== undefined) counts.set(thingTypeName, (counts.get(thingTypeName) ?? 0) + 1);
    }
  }
  return counts;
}
