import { readImports, resolveOwn, type SourceFile } from "./test-source-files";

type Graph = ReadonlyMap<string, readonly string[]>;

/** Circles of imports between files, those for types alone included: each as the paths that lead back to its first. */
export function findCircles(files: readonly SourceFile[]): readonly string[] {
  return circlesOf(importGraph(files));
}

/**
 * Circles between rooms, tests left out of `files` by the caller: rooms may each be free of circles between files, and
 * still import each other.
 * @param roomOf the room of a file; null for a file of none
 */
export function findRoomCircles(
  files: readonly SourceFile[],
  roomOf: (path: string) => string | null,
): readonly string[] {
  const rooms = new Map<string, string[]>();
  for (const [path, targets] of importGraph(files)) {
    const room = roomOf(path);
    if (room === null) continue;
    const others = targets.map(roomOf).filter((other) => other !== null && other !== room);
    rooms.set(room, [...(rooms.get(room) ?? []), ...others.filter((other) => other !== null)]);
  }
  return circlesOf(rooms);
}

function importGraph(files: readonly SourceFile[]): Graph {
  const known = new Set(files.map(({ path }) => path));
  const find = (path: string) =>
    [path, `${path}.ts`, `${path}.tsx`, `${path}/index.ts`, `${path}/index.tsx`].find((name) => known.has(name));
  return new Map(
    files.map((file) => {
      const targets = readImports(file).map(({ specifier }) => resolveOwn(file.path, specifier));
      const own = targets.map((target) => (target === null ? undefined : find(target)));
      return [file.path, [...new Set(own)].filter((target) => target !== undefined)];
    }),
  );
}

interface Visit {
  readonly node: string;
  next: number;
}

/** Depth first, each node once: an import of a node that is still being visited closes a circle. */
function circlesOf(graph: Graph): readonly string[] {
  const done = new Set<string>();
  const circles: string[] = [];
  for (const start of graph.keys()) {
    const path: Visit[] = done.has(start) ? [] : [{ node: start, next: 0 }];
    const open = new Map(path.map(({ node }) => [node, 0]));
    for (let here = path.at(-1); here !== undefined; here = path.at(-1)) {
      const target = graph.get(here.node)?.[here.next];
      here.next += 1;
      if (target === undefined) {
        path.pop();
        open.delete(here.node);
        done.add(here.node);
      } else if (open.has(target)) {
        const circle = path.slice(open.get(target)).map(({ node }) => node);
        circles.push([...circle, target].join(" → "));
      } else if (!done.has(target)) {
        open.set(target, path.length);
        path.push({ node: target, next: 0 });
      }
    }
  }
  return circles;
}
