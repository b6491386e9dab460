import Link from "next/link";

export default function NotFound() {
  return (
    <main className="mx-auto max-w-[60ch] px-6 py-16">
      <h1 className="text-verdict font-semibold">There is no page at this address</h1>
      <p className="mt-2 text-ink-2">
        <Link href="/" className="underline">
          Diagnose a token
        </Link>{" "}
        or look up a{" "}
        <Link href="/help" className="underline">
          finding code
        </Link>
        .
      </p>
    </main>
  );
}
