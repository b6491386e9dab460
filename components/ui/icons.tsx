import type { ReactNode } from "react";

function Icon({ children, size = 16 }: { readonly children: ReactNode; readonly size?: number }) {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 16 16"
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      strokeWidth="1.4"
      strokeLinecap="round"
      strokeLinejoin="round"
      className="shrink-0"
    >
      {children}
    </svg>
  );
}

const shieldPath = "M8 1.8 13 3.4v4c0 3.2-2.1 5.6-5 6.8-2.9-1.2-5-3.6-5-6.8v-4z";

export const ShieldIcon = () => (
  <Icon>
    <path d={shieldPath} />
  </Icon>
);
export const ShieldHeldIcon = () => (
  <Icon>
    <path d={shieldPath} />
    <path d="m5.8 7.8 1.6 1.6 2.9-3" />
  </Icon>
);
export const ShieldBrokenIcon = () => (
  <Icon>
    <path d={shieldPath} />
    <path d="m6.2 6.2 3.6 3.6m0-3.6L6.2 9.8" />
  </Icon>
);
export const ShieldUnknownIcon = () => (
  <Icon>
    <path d={shieldPath} strokeDasharray="2.2 1.9" />
    <path d="M6 7.9h4" />
  </Icon>
);
export const CloseIcon = () => (
  <Icon>
    <path d="m4 4 8 8m0-8-8 8" />
  </Icon>
);
export const BackIcon = () => (
  <Icon>
    <path d="M9.5 3.5 5 8l4.5 4.5" />
  </Icon>
);
export const ChevronIcon = () => (
  <Icon size={12}>
    <path d="m4 6 4 4 4-4" />
  </Icon>
);
export const SunIcon = () => (
  <Icon>
    <circle cx="8" cy="8" r="2.6" />
    <path d="M8 1.8v1.4M8 12.8v1.4M1.8 8h1.4M12.8 8h1.4M3.6 3.6l1 1M11.4 11.4l1 1M12.4 3.6l-1 1M4.6 11.4l-1 1" />
  </Icon>
);
export const MoonIcon = () => (
  <Icon>
    <path d="M13 9.4A5.4 5.4 0 0 1 6.6 3a5.4 5.4 0 1 0 6.4 6.4Z" />
  </Icon>
);
export const ScreenIcon = () => (
  <Icon>
    <rect x="2" y="3" width="12" height="8" rx="1.4" />
    <path d="M6 13.6h4" />
  </Icon>
);

/** The mark: layers, the second one broken. */
export const Mark = () => (
  <svg aria-hidden="true" viewBox="0 0 20 20" width="22" height="22" className="shrink-0">
    <rect x="1" y="1" width="18" height="18" rx="5" fill="var(--ink)" />
    <path d="M5 6.2h10M5 10h3.2M11.8 10H15M5 13.8h10" stroke="var(--surface)" strokeWidth="1.8" strokeLinecap="round" />
  </svg>
);
