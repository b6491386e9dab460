"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";

const places = [
  { href: "/", words: "Diagnose" },
  { href: "/help", words: "Help" },
];

export function Nav() {
  const path = usePathname();
  return (
    <nav aria-label="Main" className="flex gap-1">
      {places.map(({ href, words }) => (
        <Link
          key={href}
          href={href}
          prefetch={false}
          aria-current={path === href ? "page" : undefined}
          className="rounded-lg px-2 py-1.5 sm:px-3 text-ink-2 hover:text-ink aria-[current=page]:bg-raised aria-[current=page]:font-medium aria-[current=page]:text-ink"
        >
          {words}
        </Link>
      ))}
    </nav>
  );
}
