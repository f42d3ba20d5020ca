import { BlockList, isIPv6 } from 'node:net';
import { ConfigurationError } from '../../../../config/errors';

/** Where the agent always listens; on `::1` if the machine has it, because that is what `localhost` is to some programs. */
export const LOOPBACK = { ipv4: '127.0.0.1', ipv6: '::1' } as const;

/**
 * Addresses beside loopback from which AWS SDKs take credentials over plain HTTP: those of ECS and of EKS Pod
 * Identity. SDKs from before the end of 2023 take loopback only.
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html
 * https://docs.aws.amazon.com/eks/latest/userguide/pod-id-minimum-sdk.html
 */
const CONTAINER_ADDRESSES = ['169.254.170.2', '169.254.170.23', 'fd00:ec2::23'] as const;

/**
 * Checks addresses that the agent was told to listen on.
 * @returns them, each once.
 * @throws ConfigurationError for those from which no SDK takes credentials without TLS, all at once.
 */
export function checkedAddresses(addresses: readonly string[]): string[] {
  const allowed = allowedAddresses();
  const problems = addresses
    .filter((address) => !allowed.check(address, familyOf(address)))
    .map((value) => ({
      place: '--listen',
      value,
      fix: `credentials travel without TLS, and SDKs take them so from loopback and from ${CONTAINER_ADDRESSES.join(', ')} only; write one of these`,
    }));
  if (problems.length > 0) throw new ConfigurationError(problems);
  return [...new Set(addresses)];
}

/** The address as it stands in URLs, and in the header Host. */
export function urlHost(address: string): string {
  return isIPv6(address) ? new URL(`http://[${address}]`).host : address;
}

/** Why an address cannot be listened on, and what to do. @param reason code of Node.js. */
export function listenProblem(address: string, port: number, reason: string): string {
  switch (reason) {
    case 'EADDRNOTAVAIL':
      return `${address} is not an address of this machine; add it with: ip addr add ${address}/${isIPv6(address) ? 128 : 32} dev lo`;
    case 'EADDRINUSE':
      return `port ${port} of ${address} is in use, perhaps by another agent; stop that one, or choose another with --port`;
    case 'EACCES':
      return `port ${port} of ${address} may not be used by this user; choose one above 1023 with --port`;
    default:
      return `port ${port} of ${address} cannot be used (${reason}); choose another with --port`;
  }
}

function allowedAddresses(): BlockList {
  const list = new BlockList();
  list.addSubnet('127.0.0.0', 8, 'ipv4');
  list.addAddress(LOOPBACK.ipv6, 'ipv6');
  for (const address of CONTAINER_ADDRESSES) list.addAddress(address, familyOf(address));
  return list;
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIPv6(address) ? 'ipv6' : 'ipv4';
}
