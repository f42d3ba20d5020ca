import { element } from './dom';

/** Saves text as a file, without a request. */
export function download(name: string, parts: Iterable<string>): void {
  const address = URL.createObjectURL(new Blob([...parts], { type: 'text/csv;charset=utf-8' }));
  element('a', { href: address, download: name }).click();
  // The browser has the file once the click has been handled.
  setTimeout(() => {
    URL.revokeObjectURL(address);
  });
}
