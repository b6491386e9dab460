import { capitalised } from "@/lib/words/count-words";

interface ProvesProps {
  readonly passed: boolean;
  readonly proves: string;
  readonly doesNotProve: string;
}

export function Proves({ passed, proves, doesNotProve }: ProvesProps) {
  return (
    <dl className="grid gap-x-6 gap-y-3 border-t border-line px-4 py-4 sm:grid-cols-2 sm:px-5">
      <div>
        <dt className="font-semibold">{passed ? "The pass proves" : "A pass would prove"}</dt>
        <dd className="text-ink-2">{capitalised(proves)}.</dd>
      </div>
      <div>
        <dt className="font-semibold">{passed ? "It does not prove" : "It would not prove"}</dt>
        <dd className="text-ink-2">{capitalised(doesNotProve)}.</dd>
      </div>
    </dl>
  );
}
