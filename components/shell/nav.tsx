"use client";

import { usePathname, useRouter } from "next/navigation";
import type { MouseEvent } from "react";

const places = [
  { href: "/", words: "Diagnose" },
  { href: "/help", words: "Help" },
];

/** Plain links that stay in the page when followed, so that a run is still there on the way back. `next/link` weighs 5 kB more. */
export function Nav() {
  const path = usePathname();
  const router = useRouter();
  const follow = (event: MouseEvent, href: string) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    router.push(href);
  };
  return (
    <nav aria-label="Main" className="flex gap-1">
      {places.map(({ href, words }) => (
        <a
          key={href}
          href={href}
          onClick={(event) => follow(event, href)}
          aria-current={path === href ? "page" : undefined}
          className="rounded-lg px-2 py-1.5 text-ink-2 hover:text-ink aria-[current=page]:bg-raised aria-[current=page]:font-medium aria-[current=page]:text-ink sm:px-3"
        >
          {words}
        </a>
      ))}
    </nav>
  );
}
