"use client";

import { useId, useSyncExternalStore } from "react";
import { MoonIcon, ScreenIcon, SunIcon } from "@/components/ui/icons";
import { THEME_KEY } from "./theme-script";

const themes = [
  { id: "light", words: "Light", icon: <SunIcon /> },
  { id: "system", words: "As the system", icon: <ScreenIcon /> },
  { id: "dark", words: "Dark", icon: <MoonIcon /> },
] as const;
type Theme = (typeof themes)[number]["id"];

const listeners = new Set<() => void>();

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function current(): Theme {
  const chosen = document.documentElement.dataset.theme;
  return chosen === "light" || chosen === "dark" ? chosen : "system";
}

function choose(theme: Theme) {
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  try {
    if (theme === "system") localStorage.removeItem(THEME_KEY);
    else localStorage.setItem(THEME_KEY, theme);
  } catch {
    // A browser without storage keeps the choice until the page is left.
  }
  for (const listener of listeners) listener();
}

export function ThemeToggle() {
  const group = useId();
  const theme = useSyncExternalStore(subscribe, current, () => "system" as const);
  return (
    <fieldset className="flex rounded-lg border border-line-strong p-0.5">
      <legend className="sr-only">Theme</legend>
      {themes.map(({ id, words, icon }) => (
        <label
          key={id}
          title={words}
          className="grid size-7 place-items-center rounded-md text-ink-3 has-checked:bg-raised has-checked:text-ink has-focus-visible:outline-2 has-focus-visible:outline-running hover:text-ink"
        >
          <input
            type="radio"
            name={group}
            value={id}
            checked={theme === id}
            onChange={() => choose(id)}
            className="sr-only"
          />
          {icon}
          <span className="sr-only">{words}</span>
        </label>
      ))}
    </fieldset>
  );
}
