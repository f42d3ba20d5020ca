const UNITS = { '': 1, K: 2 ** 10, M: 2 ** 20, G: 2 ** 30 } as const;
const BYTE_COUNT = /^(\d{1,9}(?:\.\d{1,3})?)([KMG]?)$/;

/**
 * A number of bytes as people write it: `500K`, `8M`, `1.5G`, by powers of 1,024, as rclone and the AWS CLI have it.
 * @returns a whole number of bytes, or undefined for any other text.
 */
export function parseByteCount(text: string): number | undefined {
  const [, number, unit = ''] = BYTE_COUNT.exec(text.toUpperCase()) ?? [];
  return number === undefined ? undefined : Math.round(Number(number) * UNITS[unit as keyof typeof UNITS]);
}

/** The same for people to read: `512 B`, `1.5 MiB`. */
export function byteCountText(bytes: number): string {
  const names = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  const step = Math.min(names.length - 1, bytes < 1 ? 0 : Math.floor(Math.log2(bytes) / 10));
  const value = bytes / 2 ** (10 * step);
  return `${step === 0 ? value.toFixed(0) : value.toFixed(1)} ${names[step] ?? ''}`;
}
