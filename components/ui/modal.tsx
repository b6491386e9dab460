"use client";

import { lazy, Suspense } from "react";
import type { ModalProps } from "./modal-dialog";

const ModalDialog = lazy(() => import("./modal-dialog").then((module) => ({ default: module.ModalDialog })));

/** A modal dialog. Mount it to open it. Its code is fetched when one is first asked for: no page needs it to begin with. */
export function Modal(props: ModalProps) {
  return (
    <Suspense fallback={null}>
      <ModalDialog {...props} />
    </Suspense>
  );
}
