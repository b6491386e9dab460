/** What the number of requests at most leaves out: which connections will have closed cannot be known before. */
export const sentTwice = "One that meets a kept connection which had closed is sent once more, and listed twice.";
