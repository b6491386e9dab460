import { Mark } from "@/components/ui/icons";
import { HeaderTarget } from "./header-target";
import { Nav } from "./nav";
import { ThemeToggle } from "./theme-toggle";

export function Header() {
  return (
    <header className="border-b border-line bg-surface">
      <div className="mx-auto flex h-12 max-w-[1480px] items-center gap-3 px-3 sm:gap-6 sm:px-6">
        <div className="flex items-center gap-2.5 text-layer font-semibold">
          <Mark />
          <span className="max-sm:sr-only">Bonafide</span>
        </div>
        <Nav />
        <div className="ml-auto flex min-w-0 items-center gap-2 sm:gap-4">
          <HeaderTarget />
          <div className="max-sm:hidden">
            <ThemeToggle />
          </div>
        </div>
      </div>
    </header>
  );
}
