export default function NotFound() {
  return (
    <main className="mx-auto max-w-[60ch] px-6 py-16">
      <h1 className="text-verdict font-semibold">There is no page at this address</h1>
      <p className="mt-2 text-ink-2">
        <a href="/" className="underline">
          Diagnose a token
        </a>{" "}
        or look up a{" "}
        <a href="/help" className="underline">
          finding code
        </a>
        .
      </p>
    </main>
  );
}
