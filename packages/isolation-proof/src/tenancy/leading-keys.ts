import type { Partition } from './tenancy';

/**
 * Actions on items, with which DynamoDB sends the values of the partition key. `Scan` is none of them: it reads
 * the items of all, and a condition of ForAllValues on a key that is absent holds.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html
 */
const ITEM_ACTIONS = [
  'dynamodb:batchgetitem',
  'dynamodb:batchwriteitem',
  'dynamodb:conditioncheckitem',
  'dynamodb:deleteitem',
  'dynamodb:getitem',
  'dynamodb:putitem',
  'dynamodb:query',
  'dynamodb:updateitem',
];

/**
 * Tables that tenants share by the partition key of items.
 * @param tables patterns of ARNs of tables; an index has keys of its own, and is not meant
 * @param ownKeys patterns of the partition keys that are a tenant's own, such as its slug
 */
export function sharedByLeadingKey(
  tables: readonly string[],
  ownKeys: (tenant: string) => readonly string[] = (tenant) => [tenant],
): Partition {
  return { resources: tables, actions: ITEM_ACTIONS, key: 'dynamodb:leadingkeys', ownValues: ownKeys };
}
