import { expect, it } from "vitest";
import { objectOf, objectsOf, readVectors } from "./vectors/test-vectors";
import { verifyJws } from "./verify-jws";

/** Vectors whose expected result is not ours, each with the reason. */
const excluded: Readonly<Record<number, string>> = {
  346: "RFC 7520 figure 20 is signed PS384; the key of the vector says alg PS256, and a key is bound to its alg",
  347: "RFC 7520 figure 27 is signed ES512; the key of the vector says alg ES521, which does not exist",
  350: "as 346, with key_ops",
  351: "as 347, with key_ops",
  367: "said to have padding, yet byte for byte the valid vector 357",
  370: "said to have padding in its payload, yet byte for byte the valid vector 357",
  372: "called valid with a question mark in its header, which is not base64url (RFC 7515 §2)",
  373: "called valid with a question mark in its payload, which is not base64url (RFC 7515 §2)",
};

const vectors = objectsOf(objectOf(readVectors("wycheproof/json_web_signature_test.json")).testGroups).flatMap(
  (group) =>
    objectsOf(group.tests).map((test) => ({
      id: Number(test.tcId),
      jws: String(test.jws),
      valid: test.result === "valid",
      // Symmetric keys stand under "private" alone.
      key: objectOf(group.public ?? group.private),
    })),
);

async function disagreements(): Promise<readonly number[]> {
  const ids: number[] = [];
  for (const { id, jws, key, valid } of vectors) if ((await verifyJws(jws, key)) !== valid) ids.push(id);
  return ids;
}

it("verifies as Wycheproof does: 393 of 393, and 8 excluded", async () => {
  expect(vectors).toHaveLength(401);
  expect(vectors.filter(({ id }) => !Object.hasOwn(excluded, id))).toHaveLength(393);
  // The excluded ones are held to disagree: one that begins to agree no longer needs its line.
  expect(await disagreements()).toEqual(Object.keys(excluded).map(Number));
});

it.each([
  [346, 350],
  [347, 351],
])("verifies figure %i once its key no longer claims another algorithm", async (...ids) => {
  for (const { id, jws, key } of vectors) {
    const { alg: _, ...unbound } = key;
    if (ids.includes(id)) expect(await verifyJws(jws, unbound)).toBe(true);
  }
});

it.each([367, 370])("has the same text in %i as in 357", (id) => {
  const text = (wanted: number) => vectors.find((vector) => vector.id === wanted)?.jws;
  expect(text(id)).toBe(text(357));
});
