"use client";

import { Content, Portal, Root, Title } from "@radix-ui/react-dialog";
import type { ReactNode } from "react";

export interface ModalProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/**
 * Radix keeps focus inside, closes on Esc and gives focus back where it was. Its own overlay is left out: it injects a
 * style element without our nonce; a plain sheet does the same.
 */
export function ModalDialog({ title, onClose, children }: ModalProps) {
  return (
    <Root open onOpenChange={(open) => (open ? undefined : onClose())}>
      <Portal>
        <div className="fixed inset-0 z-40 bg-[light-dark(rgb(27_27_25/0.35),rgb(0_0_0/0.6))]" aria-hidden="true" />
        <Content
          aria-describedby={undefined}
          className="card fixed top-1/2 left-1/2 z-50 max-h-[calc(100dvh-2rem)] w-[min(30rem,calc(100vw-2rem))] -translate-x-1/2 -translate-y-1/2 overflow-y-auto p-5 shadow-xl"
        >
          <Title className="mb-2 text-layer font-semibold">{title}</Title>
          {children}
        </Content>
      </Portal>
    </Root>
  );
}
