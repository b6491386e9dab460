"use client";

import { lazy, type ReactNode, Suspense } from "react";

export interface ModalProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

const ModalDialog = lazy(() => import("./modal-dialog").then((module) => ({ default: module.ModalDialog })));

/** A modal dialog. Mount it to open it. Its code is fetched when one is first asked for: no page needs it to begin with. */
export function Modal(props: ModalProps) {
  return (
    <Suspense fallback={null}>
      <ModalDialog {...props} />
    </Suspense>
  );
}
