/** Where a sentence that comes ready made from the server says the address that is typed. */
export const addressMark = "@@";
