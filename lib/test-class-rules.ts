import { roomOf } from "./test-room-table";
import { lineAt, resolveOwn, type SourceFile, walkNodes } from "./test-source-files";

/**
 * Uses of `instanceof` that two bundles break: the server is built as several, which share one runtime, so that an object
 * of another room may be of a class that merely has the same name. The browser's files are one bundle.
 */
export function findClassFaults(files: readonly SourceFile[]): readonly string[] {
  return files
    .filter(({ path, text }) => !path.startsWith("components/") && text.includes("instanceof"))
    .flatMap((file) => {
      const foreign = classesOfOtherRooms(file);
      const faults: string[] = [];
      for (const one of walkNodes(file)) {
        if (one.type !== "BinaryExpression" || one.operator !== "instanceof") continue;
        const name = file.text.slice(one.right.start, one.right.end);
        if (foreign.has(name)) faults.push(`${file.path}:${lineAt(file.text, one.start)} tells ${name} by instanceof`);
      }
      return faults;
    });
}

function classesOfOtherRooms(file: SourceFile): ReadonlySet<string> {
  const names = new Set(["AppError"]);
  for (const one of walkNodes(file)) {
    if (one.type !== "ImportDeclaration") continue;
    const target = resolveOwn(file.path, one.source.value);
    if (target === null || roomOf(target) === roomOf(file.path)) continue;
    for (const { local } of one.specifiers) names.add(local.name);
  }
  return names;
}
