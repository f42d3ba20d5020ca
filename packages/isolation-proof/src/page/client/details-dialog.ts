import { byId } from './dom';

/** The dialog that shows a cell's details, with its ways to be closed; on paper, everything that can be opened is. */
export function detailsDialog(): HTMLDialogElement {
  const dialog = byId('details') as HTMLDialogElement;
  byId('details-close').addEventListener('click', () => {
    dialog.close();
  });
  // A click on what is behind the dialog closes it, too.
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close();
  });
  // Paper has no details to open.
  addEventListener('beforeprint', () => {
    for (const details of document.querySelectorAll('details')) details.open = true;
  });
  return dialog;
}
