/** No single owner has as many addresses of IPv4, but for those that only count within a network: 10.0.0.0/8. */
const FEWEST_BITS_OF_4 = 8;
/** The largest ranges of IPv6 that anybody has are shorter than this. */
const FEWEST_BITS_OF_6 = 16;
/** Addresses that only count within a network: https://www.rfc-editor.org/rfc/rfc4193 */
const WITHIN_A_NETWORK = /^f[cd]/i;
/** As many as tell them from others. */
const FEWEST_BITS_WITHIN_A_NETWORK = 7;

/**
 * Whether a range of addresses holds those of anybody. EC2 looks only at the bits that count, so that `10.0.0.0/0` is
 * everywhere, and two halves of the internet are all of it. What is no range, EC2 refuses, or it is the name that stands for
 * the range that a network is given.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpRange.html
 */
export function isRangeOfAnybody(range: string): boolean {
  const [, address = '', length] = /^([\da-f.:]+)\/(\d{1,3})$/i.exec(range) ?? [];
  if (length === undefined) return false;
  const bits = Number(length);
  if (!address.includes(':')) return bits < FEWEST_BITS_OF_4;
  return bits < FEWEST_BITS_OF_6 && !(WITHIN_A_NETWORK.test(address) && bits >= FEWEST_BITS_WITHIN_A_NETWORK);
}
