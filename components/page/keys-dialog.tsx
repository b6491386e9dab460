import { useStore } from "@/components/data/use-store";
import { buttonClass } from "@/components/ui/button-class";
import { Modal } from "@/components/ui/modal";
import { letterKeys, readLetterKeys, setLetterKeys } from "./letter-keys";

const keys: readonly (readonly [string, string])[] = [
  ["Ctrl or ⌘ Enter", "run, or run again"],
  ["↑ ↓ Home End", "move between the layers, once one has focus"],
  ["Enter", "open or close the layer"],
  ["Esc", "close what is open; never stops a run"],
];
const letters: readonly (readonly [string, string])[] = [
  ["j k", "next or previous layer, from anywhere"],
  ["n", "new token, when a run is over"],
  ["?", "this list"],
];

function Rows({ rows }: { readonly rows: readonly (readonly [string, string])[] }) {
  return (
    <dl className="grid grid-cols-[9rem_1fr] gap-y-1.5">
      {rows.map(([key, words]) => (
        <div key={key} className="contents">
          <dt>
            <kbd className="font-sans font-medium">{key}</kbd>
          </dt>
          <dd className="text-ink-2">{words}</dd>
        </div>
      ))}
    </dl>
  );
}

export function KeysDialog({ onClose }: { readonly onClose: () => void }) {
  const on = useStore(letterKeys) ?? readLetterKeys();
  return (
    <Modal title="Keys" onClose={onClose}>
      <Rows rows={keys} />
      <h3 className="mt-4 mb-1.5 text-fine text-ink-3">Single characters: they do nothing while you type</h3>
      <Rows rows={letters} />
      <div className="mt-5 flex items-center justify-between gap-4">
        <label className="flex items-center gap-2">
          <input
            type="checkbox"
            checked={on}
            onChange={(event) => setLetterKeys(event.currentTarget.checked)}
            className="size-4 accent-(--ink)"
          />
          Single-character keys
        </label>
        <button type="button" onClick={onClose} className={buttonClass("primary")}>
          Close
        </button>
      </div>
    </Modal>
  );
}
