import { visibleText } from "./visible-text";

/** Text from outside (a server, a token, a target file), isolated so that it cannot reorder or hide what stands beside it. */
export function Said({ children, className }: { readonly children: string; readonly className?: string }) {
  return <bdi className={className}>{visibleText(children)}</bdi>;
}
