/** The region of a healthy stack: of its catalog, its target and its bucket. */
export const HOME_REGION = "us-east-1";
