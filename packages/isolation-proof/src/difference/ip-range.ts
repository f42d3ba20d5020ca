/** A range of addresses of one family, as numbers, both ends within it. */
export interface IpRange {
  readonly family: 4 | 6;
  readonly first: bigint;
  readonly last: bigint;
}

/**
 * Reads an address or a range in CIDR notation.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_IPAddress
 * @returns undefined for what is neither
 */
export function ipRange(text: string): IpRange | undefined {
  const [, address = '', length] = /^([0-9A-Fa-f:.]+)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const family = address.includes(':') ? 6 : 4;
  const bits = family === 4 ? 32 : 128;
  const number = family === 4 ? numberOfV4(address) : numberOfV6(address);
  const prefix = length === undefined ? bits : Number(length);
  if (number === undefined || prefix > bits) return undefined;
  const size = 1n << BigInt(bits - prefix);
  const first = (number / size) * size;
  return { family, first, last: first + size - 1n };
}

export function holdsRange(outer: IpRange, inner: IpRange): boolean {
  return outer.family === inner.family && outer.first <= inner.first && inner.last <= outer.last;
}

/** Addresses among which there is one for each way of lying in these ranges or not. */
export function addressesAround(ranges: readonly IpRange[]): string[] {
  return ranges.flatMap(({ family, first, last }) => {
    const most = family === 4 ? (1n << 32n) - 1n : (1n << 128n) - 1n;
    return [first, last + 1n, first - 1n]
      .filter((number) => number >= 0n && number <= most)
      .map((number) => (family === 4 ? textOfV4(number) : textOfV6(number)));
  });
}

function numberOfV4(text: string): bigint | undefined {
  const parts = text.split('.');
  if (parts.length !== 4 || parts.some((part) => !/^\d{1,3}$/.test(part) || Number(part) > 255))
    return undefined;
  return parts.reduce((number, part) => number * 256n + BigInt(part), 0n);
}

function numberOfV6(text: string): bigint | undefined {
  const [head = '', tail, ...others] = text.split('::');
  if (others.length > 0) return undefined;
  const groups = (part: string): string[] => (part === '' ? [] : part.split(':'));
  const [before, after] = [groups(head), groups(tail ?? '')];
  const missing = 8 - before.length - after.length;
  if (tail === undefined ? missing !== 0 : missing < 1) return undefined;
  const every = [...before, ...Array.from({ length: missing }, () => '0'), ...after];
  if (every.some((group) => !/^[0-9A-Fa-f]{1,4}$/.test(group))) return undefined;
  return every.reduce((number, group) => number * 65_536n + BigInt(`0x${group}`), 0n);
}

function textOfV4(number: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => String((number >> shift) & 255n)).join('.');
}

function textOfV6(number: bigint): string {
  return Array.from({ length: 8 }, (_value, index) =>
    ((number >> BigInt(112 - 16 * index)) & 65_535n).toString(16),
  ).join(':');
}
