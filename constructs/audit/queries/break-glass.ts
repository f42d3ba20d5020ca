import type { Naming } from '../../../config/naming';
import type { Period } from './period';
import { ROLE_OF_SESSION } from './record-actor';
import { parameter } from './record-things';
import { text } from './sql-text';
import { trailLines } from './trail-lines';

/** Who assumed the role for emergencies or tried to, and everything that was done in it. */
export function breakGlassUses(naming: Naming, period: Period): string {
  const role = text(naming.roleArn(naming.shared.breakGlassRole)).sql;
  return trailLines(
    naming,
    period,
    `${ROLE_OF_SESSION} = ${role} OR (service = 'sts' AND ${parameter('$.roleArn')} = ${role})`,
  );
}
