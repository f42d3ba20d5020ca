import { readFileSync } from 'node:fs';
import { ConfigurationError } from '../../../../config/errors';

/**
 * The number of a group that was named in an argument.
 * https://man7.org/linux/man-pages/man5/group.5.html
 * @param group name, or number.
 * @param groups reads a text like `/etc/group`. @default - that of this machine
 * @throws ConfigurationError for a name that is not there. Groups of a directory service are given by number.
 */
export function checkedGroup(group: string, groups = localGroups): number {
  if (/^\d{1,9}$/.test(group)) return Number(group);
  const number = groups()
    .split('\n')
    .map((line) => line.split(':'))
    .find(([name]) => name === group)?.[2];
  if (number !== undefined && /^\d+$/.test(number)) return Number(number);
  const fix = 'is not a group in /etc/group; create it (groupadd), or write its number (getent group NAME)';
  throw new ConfigurationError([{ place: '--token-group', value: group, fix }]);
}

function localGroups(): string {
  try {
    return readFileSync('/etc/group', 'utf8');
  } catch {
    return '';
  }
}
