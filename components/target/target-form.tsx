"use client";

import { useState } from "react";
import { deskStore, setDesk } from "@/components/data/desk-store";
import { readTargetFields, type TargetField } from "@/components/data/target-fields";
import { useStore } from "@/components/data/use-store";
import { fieldClass } from "@/components/ui/button-class";

const fields: readonly {
  readonly name: TargetField;
  readonly words: string;
  readonly example: string;
  readonly wide?: boolean;
}[] = [
  { name: "catalogUrl", words: "Catalog URL", example: "https://catalog.example.com", wide: true },
  {
    name: "registryUrl",
    words: "Registry URL, if the catalog does not name it",
    example: "https://registry.example.com",
    wide: true,
  },
  { name: "mcpUrl", words: "MCP URL", example: "https://mcp.example.com/mcp", wide: true },
  { name: "bucket", words: "Bucket", example: "raw-data" },
  { name: "prefix", words: "Prefix", example: "2026/" },
  { name: "region", words: "Region, if the catalog does not name it", example: "us-east-1" },
  { name: "query", words: "Search query", example: "README.md" },
  { name: "roleArn", words: "Expected role", example: "arn:aws:iam::123456789012:role/Name", wide: true },
];

/** "Other…": a target typed for this page. A fault is shown when its field has been left, or Run was asked for. */
export function TargetForm() {
  const desk = useStore(deskStore);
  const [left, setLeft] = useState<ReadonlySet<TargetField>>(new Set());
  const reading = readTargetFields(desk.fields);
  const faults = reading.ok ? {} : reading.faults;
  return (
    <section className="panel-part">
      <h2 className="mb-2 font-semibold">Another target</h2>
      <div className="grid gap-x-5 gap-y-3 sm:grid-cols-2">
        {fields.map(({ name, words, example, wide }) => {
          const fault = desk.faultsShown || left.has(name) ? faults[name] : undefined;
          return (
            <div key={name} className={`min-w-0 ${wide ? "sm:col-span-2" : ""}`}>
              <label htmlFor={`target-${name}`} className="mb-1.5 block text-fine text-ink-2">
                {words}
              </label>
              <input
                id={`target-${name}`}
                value={desk.fields[name]}
                placeholder={example}
                autoComplete="off"
                autoCapitalize="off"
                spellCheck={false}
                aria-invalid={fault !== undefined}
                aria-describedby={fault === undefined ? undefined : `target-${name}-fault`}
                onChange={(event) => setDesk({ fields: { ...desk.fields, [name]: event.currentTarget.value } })}
                onBlur={() => setLeft(new Set([...left, name]))}
                className={fieldClass}
              />
              {fault !== undefined && (
                <p id={`target-${name}-fault`} className="mt-1 text-fine text-fail">
                  {fault}
                </p>
              )}
            </div>
          );
        })}
      </div>
    </section>
  );
}
