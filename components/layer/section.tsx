import type { ReactNode } from "react";

interface SectionProps {
  readonly title: string;
  readonly note?: string;
  readonly children: ReactNode;
}

/** One part of an opened layer. */
export function Section({ title, note, children }: SectionProps) {
  return (
    <section className="@container border-t border-line px-4 py-4 sm:px-5">
      <h3 className="mb-3 font-semibold">
        {title}
        {note !== undefined && <span className="ml-2 text-fine font-normal text-ink-3">{note}</span>}
      </h3>
      {children}
    </section>
  );
}
