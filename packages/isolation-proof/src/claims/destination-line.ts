/**
 * The line of the specification by which a place counts as a destination.
 * @param place an ARN, or what a property holds instead of one; undefined if it is unknown before deployment
 */
export function destinationLine(place: string | undefined): string {
  return `destinations: () => [{ resources: ['${place ?? '…'}'], because: '…' }]`;
}
