"use client";

import { type ReactNode, useEffect, useRef } from "react";

interface ModalProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A native modal dialog: focus is kept inside, Esc closes it, and focus returns where it was. Mount it to open it. */
export function Modal({ title, onClose, children }: ModalProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    dialog.current?.showModal();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-label={title}
      onClose={onClose}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      className="card w-[min(30rem,calc(100vw-2rem))] p-5 shadow-xl"
    >
      <h2 className="mb-2 text-layer font-semibold">{title}</h2>
      {children}
    </dialog>
  );
}
