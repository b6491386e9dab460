import { z } from "zod";

/** A name of something: blanks alone name nothing. */
export const filledName = z.string().regex(/\S/);
const total = z.int().min(-1);
const resultSet = z
  .looseObject({
    __typename: z.literal("ObjectsSearchResultSet"),
    total,
    firstPage: z.looseObject({ hits: z.array(z.looseObject({ bucket: filledName, key: z.string().min(1) })) }),
  })
  // A total without a hit to show for it is no evidence; −1 says that the total is unknown.
  .refine((set) => set.total === -1 || set.total > 0 === set.firstPage.hits.length > 0);
const packageSet = z.looseObject({ __typename: z.literal("PackagesSearchResultSet"), total });
const invalidInput = z.looseObject({
  __typename: z.literal("InvalidInput"),
  errors: z.array(z.looseObject({ message: z.string(), name: z.string().optional(), path: z.string().nullish() })),
});
const other = z.looseObject({ __typename: z.enum(["EmptySearchResultSet", "OperationError"]) });
/** `searchObjects` as a registry answers it (quilt:shared/graphql/schema.graphql). */
export const objectsResult = z.union([resultSet, invalidInput, other]);
/** `searchPackages` likewise. */
export const packagesResult = z.union([packageSet, invalidInput, other]);
