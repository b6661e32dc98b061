/** Made by 7-Zip: the folder 表 with 甲.txt in it, b.txt, and a link to /etc/passwd; the header packed. */
export const sevenZip = Buffer.from(
  "N3q8ryccAAR2j/p4lQAAAAAAAAAhAAAAAAAAAH9k0OwBABZiCi9ldGMvcGFzc3dk5YaF5a655LiACgAAAIEzB64Pz7XvEA/r6py/Nj3+dICx8glcfoATlV2JSZ+ZdBE0bAjGRhP8M9tSUol7KQyaFAobbZVJqi80o6r+TYQjfoR+mrhTAU+fhDS60jdgzRKMGHjXrblw6VR6SSECUvw/IApsMZkhZ2oquqS5Oq0rhGfqveAAABcGGwEJegAHCwEAASMDAQEFXQAQAAAMgKYKAeavIeIAAA==",
  "base64",
);
/** The same program's, with b.txt under a password; then with its name too. */
export const lockedContent = Buffer.from(
  "N3q8ryccAAQs+OW6EAAAAAAAAABiAAAAAAAAAH/78mVpRRX5WP4qKMvtHAH2CnLTAQQGAAEJEAAHCwEAAiQG8QcBElMPxFd+yFBNlmTYJ9H9oHq9QyEhAQABAAwGAgAICgHE8sf2AAAFARkBABENAGIALgB0AHgAdAAAABQKAQCTSeuI3XjdARUGAQAggKSBAAA=",
  "base64",
);
export const lockedNames = Buffer.from(
  "N3q8ryccAARt5o7SgAAAAAAAAAAuAAAAAAAAAOAYbfKcHjadSzpec9DcLdEsW/gplQHXwpPrB8FCkRivVxPUWq0a+Z7pGbrga+kfxQvKcVJmfs+kFZR+hF0WiNbmEzI8Mq4G52F7s63/XsdbVNX9n9ICH9ZVxW25LZxRzFnQwdA7pQ4ijI/tSyMEwLJMYHFMHgMy0eKpXs2qRitBG4SbyBcGEAEJcAAHCwEAASQG8QcBElMPlX6356gCIlR1H9eOaAMloQxiCgE2mFxfAAA=",
  "base64",
);
