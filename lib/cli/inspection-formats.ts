/** The formats of `token inspect`, the default one first. */
export const inspectionFormats = ["pretty", "json"] as const;

export type InspectionFormat = (typeof inspectionFormats)[number];

export function isInspectionFormat(id: string): id is InspectionFormat {
  return inspectionFormats.some((one) => one === id);
}
