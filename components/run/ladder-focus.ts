function rows(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>("[data-row]")];
}

/** Moves the focus along the rows of the ladder; from elsewhere it goes to the first. */
export function stepRow(to: 1 | -1 | "first" | "last"): void {
  const all = rows();
  const at = all.findIndex((row) => row.contains(document.activeElement));
  const last = all.length - 1;
  const next = to === "first" || at < 0 ? 0 : to === "last" ? last : Math.min(Math.max(at + to, 0), last);
  all[next]?.focus();
}

export function focusRow(id: string): void {
  rows()
    .find((row) => row.dataset.row === id)
    ?.focus();
}
