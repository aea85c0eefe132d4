/** Where the keyboard is on a page of papers. */

/**
 * The rows that moved on took the cursor with them, and a print dialog the focus, which comes back to the sheet a
 * while later: go on in the list, where the keys of the page are heard.
 */
export function backToList(): void {
  const go = () => {
    const at = document.activeElement
    if (at === null || at === document.body || at instanceof HTMLIFrameElement)
      document.querySelector<HTMLElement>('.papers-page tr[tabindex="0"]')?.focus()
  }
  for (const milliseconds of [300, 1000, 2000]) setTimeout(go, milliseconds)
}
