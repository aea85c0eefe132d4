/** Small choices of this computer (language, theme, type size). Never personal data. */
const prefix = 'qabyldau.'

export function recall(name: string): string | null {
  try {
    return localStorage.getItem(prefix + name)
  } catch {
    return null
  }
}

export function remember(name: string, value: string): void {
  try {
    localStorage.setItem(prefix + name, value)
  } catch {
    // A browser that keeps nothing: the choice lasts until the window closes.
  }
}
