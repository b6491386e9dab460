"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { callApi, postJson } from "./call-api";
import { countedOptions, type PageOptions } from "./page-options";
import type { InlineTarget, LabState, OpenedScenario, Outline, TargetEntry } from "./server-data";

async function readJson<T>(response: Promise<Response>): Promise<T> {
  const body: T = await (await response).json();
  return body;
}

export function useTargets() {
  return useQuery({
    queryKey: ["targets"],
    queryFn: ({ signal }) =>
      readJson<{ readonly targets: readonly TargetEntry[] }>(callApi("/api/targets", { signal })),
  });
}

/** What the answer depends on. Of a signing key only whether one was typed: the key itself is not sent for this. */
export interface OutlineAsked {
  readonly target: string | InlineTarget | null;
  readonly subject: string | null;
  readonly tokenKind: string | null;
  readonly options: PageOptions;
  readonly keyTyped: boolean;
}

/** What a run would send, and where: asked anew whenever something that decides it changes. */
export function useOutline({ target, subject, tokenKind, options: set, keyTyped }: OutlineAsked) {
  const options = { ...countedOptions(set), ...(keyTyped ? { signatureKey: "typed" } : {}) };
  return useQuery({
    queryKey: ["outline", target, subject, tokenKind, options],
    queryFn: ({ signal }) =>
      readJson<Outline>(postJson("/api/outline", { target, subject, tokenKind, options }, signal)),
    enabled: target !== null,
    placeholderData: keepPreviousData,
  });
}

export function useLab(enabled: boolean) {
  return useQuery({
    queryKey: ["lab"],
    queryFn: ({ signal }) => readJson<LabState>(callApi("/api/lab", { signal })),
    enabled,
    staleTime: 0,
    refetchInterval: (query) => (query.state.data?.state === "down" ? 3000 : false),
  });
}

export function openScenario(scenario: string): Promise<OpenedScenario> {
  return readJson<OpenedScenario>(postJson("/api/lab/open", { scenario }));
}
