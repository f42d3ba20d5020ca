/** Physical ids of deployed resources, by stack and logical id. */
export type PhysicalIds = ReadonlyMap<string, Readonly<Record<string, string>>>;

/** How the prover writes a name that only a deployment gives: the stack and the logical id in parentheses. */
const NOT_YET_NAMED = /\(([A-Za-z][A-Za-z0-9-]*)\.([A-Za-z0-9]+)\)/g;

/**
 * Puts the names that a deployment gave where the prover's requests have none yet.
 * @throws RangeError if something was not deployed
 */
export function withPhysicalIds(text: string, ids: PhysicalIds): string {
  return text.replace(NOT_YET_NAMED, (placeholder, stack: string, logicalId: string) => {
    const physicalId = ids.get(stack)?.[logicalId];
    if (physicalId === undefined) throw new RangeError(`${placeholder} was not deployed`);
    return physicalId;
  });
}
