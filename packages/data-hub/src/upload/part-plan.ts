const MEBIBYTE = 2 ** 20;

/**
 * What S3 takes: https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html
 * The last part may be smaller than `minPart`. In bytes, but for `parts`.
 */
export const S3_LIMITS = {
  minPart: 5 * MEBIBYTE,
  maxPart: 5 * 1024 * MEBIBYTE,
  parts: 10_000,
} as const;

/** Bytes of a part unless another size is asked for. */
const DEFAULT_PART_SIZE = 8 * MEBIBYTE;

/** The largest file that can be uploaded, in bytes: all parts of the largest size. */
export const LARGEST_FILE = S3_LIMITS.parts * S3_LIMITS.maxPart;

/** A stretch of a file. */
export interface PartRange {
  /** From 1 on. */
  readonly number: number;
  /** First byte. */
  readonly start: number;
  readonly bytes: number;
}

/**
 * The size of the parts of a file: the one that is wanted, or a larger one if that would make too many parts.
 * @param size of the file, in bytes.
 */
export function partSizeFor(size: number, wanted = DEFAULT_PART_SIZE): number {
  const least = size / S3_LIMITS.parts;
  return least <= wanted ? wanted : Math.ceil(least / MEBIBYTE) * MEBIBYTE;
}

/** The parts of a file, in order. An empty file has one, which is empty. */
export function partsOf(size: number, partSize: number): PartRange[] {
  return Array.from({ length: Math.max(1, Math.ceil(size / partSize)) }, (_, index) => ({
    number: index + 1,
    start: index * partSize,
    bytes: Math.min(partSize, size - index * partSize),
  }));
}
