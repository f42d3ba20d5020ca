import type { AccessDifference } from '../../../packages/isolation-proof/src/difference/access-difference';
import {
  type Compared,
  comparedMatrices,
} from '../../../packages/isolation-proof/src/page/compared-matrices';
import { PAGE } from '../../isolation/page/page';
import { accessMarks } from './access-marks';
import type { ReviewedSides } from './sides';

/**
 * The matrices of whoever gains or loses access, on both sides.
 * @returns undefined if nobody does, or if a side could not be read
 */
export function accessMatrices(
  differences: readonly AccessDifference[],
  sides: ReviewedSides,
): Compared | undefined {
  const { base, head } = sides;
  if (base === undefined || head === undefined || differences.length === 0) return undefined;
  return comparedMatrices(base, head, PAGE, accessMarks(differences, sides));
}
