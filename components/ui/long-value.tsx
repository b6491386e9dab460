import { CopyButton } from "./copy-button";
import { shortenMiddle } from "./shorten-middle";
import { visibleText } from "./visible-text";

const SHOWN = 120;

/** A machine value: wraps where it must; over 120 characters it is shortened in the middle, and copied in full. */
export function LongValue({ text, label }: { readonly text: string; readonly label: string }) {
  const shown = visibleText(text);
  if (shown.length <= SHOWN) return <bdi className="font-mono text-fine [overflow-wrap:anywhere]">{shown}</bdi>;
  return (
    <span className="inline-flex max-w-full flex-wrap items-baseline gap-x-2 gap-y-1">
      <bdi className="min-w-0 font-mono text-fine [overflow-wrap:anywhere]">{shortenMiddle(shown, SHOWN)}</bdi>
      <CopyButton text={text} label={label} />
    </span>
  );
}
