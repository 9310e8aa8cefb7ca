/** The cast: who the tests are about, by pseudonym. */
export const NAMES = {
  ana: "Ana Okafor",
  ben: "Ben Hughes",
  cem: "Cem Yildiz",
  dia: "Dia Rossi",
};
