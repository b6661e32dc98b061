/**
 * Writes a list number in the ways Word does. Source: ECMA-376 part 1, 17.18.59 ST_NumberFormat; the Chinese ways as Word
 * for Windows prints them.
 */

const digits = "〇一二三四五六七八九";
const legalDigits = "零壹贰叁肆伍陆柒捌玖";
const heavenlyStems = "甲乙丙丁戊己庚辛壬癸";
const earthlyBranches = "子丑寅卯辰巳午未申酉戌亥";
const romanParts: readonly (readonly [number, string])[] = [
  ...([[1000, "m"], [900, "cm"], [500, "d"], [400, "cd"], [100, "c"], [90, "xc"], [50, "l"]] as const),
  ...([[40, "xl"], [10, "x"], [9, "ix"], [5, "v"], [4, "iv"], [1, "i"]] as const),
];

function writeRoman(value: number): string {
  let rest = value;
  let text = "";
  for (const [size, letters] of romanParts) {
    text += letters.repeat(Math.floor(rest / size));
    rest %= size;
  }
  return text;
}

/** a … z, aa … zz: Word repeats the letter. */
function writeLetter(value: number): string {
  return String.fromCharCode(97 + ((value - 1) % 26)).repeat(Math.floor((value - 1) / 26) + 1);
}

function writeDigits(value: number, glyphs: string): string {
  return Array.from(String(value)).map((digit) => glyphs[Number(digit)] ?? "").join("");
}

/** 1 → 一, 12 → 十二, 105 → 一百零五, up to 99999. `units` are ten, hundred, thousand, ten thousand. */
function writeChinese(value: number, glyphs: string, zero: string, units: readonly string[], shortTen: boolean): string {
  const places = Array.from(String(value)).map(Number);
  let text = "";
  let gap = false;
  places.forEach((digit, index) => {
    const power = places.length - 1 - index;
    if (digit === 0) {
      gap = text !== "";
      return;
    }
    text += (gap ? zero : "") + (glyphs[digit] ?? "") + (power === 0 ? "" : (units[power - 1] ?? ""));
    gap = false;
  });
  return shortTen && value >= 10 && value < 20 ? text.slice(1) : text;
}

function writeCounting(value: number): string {
  return writeChinese(value, digits, "零", ["十", "百", "千", "万"], true);
}

function writeLegal(value: number): string {
  return writeChinese(value, legalDigits, "零", ["拾", "佰", "仟", "萬"], false);
}

function pick(value: number, glyphs: string): string {
  return glyphs[(value - 1) % glyphs.length] ?? "";
}

/** A character of a Unicode block of numbered characters; the plain number where the block ends. */
function enclose(value: number, first: number, count: number): string {
  return value >= 1 && value <= count ? String.fromCodePoint(first + value - 1) : String(value);
}

/** ① – ⑳, ㉑ – ㉟, ㊱ – ㊿ stand in three places of Unicode. */
function writeCircled(value: number): string {
  if (value > 50) return String(value);
  if (value > 35) return enclose(value - 35, 0x32b1, 15);
  return value > 20 ? enclose(value - 20, 0x3251, 15) : enclose(value, 0x2460, 20);
}

function writeFullWidth(value: number): string {
  return Array.from(String(value)).map((digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)).join("");
}

function writeOrdinal(value: number): string {
  const tail = value % 100 >= 11 && value % 100 <= 13 ? 0 : value % 10;
  return `${value}${["th", "st", "nd", "rd"][tail] ?? "th"}`;
}

const writers: Partial<Record<string, (value: number) => string>> = {
  upperRoman: (value) => writeRoman(value).toUpperCase(),
  lowerRoman: writeRoman,
  upperLetter: (value) => writeLetter(value).toUpperCase(),
  lowerLetter: writeLetter,
  decimalZero: (value) => String(value).padStart(2, "0"),
  ordinal: writeOrdinal,
  chineseCounting: writeCounting,
  chineseCountingThousand: writeCounting,
  japaneseCounting: writeCounting,
  taiwaneseCounting: writeCounting,
  taiwaneseCountingThousand: writeCounting,
  koreanCounting: writeCounting,
  ideographDigital: (value) => writeDigits(value, digits),
  japaneseDigitalTenThousand: (value) => writeDigits(value, digits),
  taiwaneseDigital: (value) => writeDigits(value, `○${digits.slice(1)}`),
  koreanDigital2: (value) => writeDigits(value, digits),
  chineseLegalSimplified: writeLegal,
  ideographLegalTraditional: writeLegal,
  japaneseLegal: writeLegal,
  ideographTraditional: (value) => pick(value, heavenlyStems),
  ideographZodiac: (value) => pick(value, earthlyBranches),
  ideographZodiacTraditional: (value) => pick(value, heavenlyStems) + pick(value, earthlyBranches),
  decimalEnclosedCircle: writeCircled,
  decimalEnclosedCircleChinese: writeCircled,
  decimalEnclosedParen: (value) => enclose(value, 0x2474, 20),
  decimalEnclosedFullstop: (value) => enclose(value, 0x2488, 20),
  ideographEnclosedCircle: (value) => enclose(value, 0x3280, 10),
  decimalFullWidth: writeFullWidth,
  decimalFullWidth2: writeFullWidth,
  none: () => "",
};

/** A list number (a whole number from 0) in a format of that name; a format that is not known is written in digits. */
export function writeListNumber(value: number, format: string): string {
  const writer = writers[format];
  return writer === undefined || (value < 1 && format !== "none") ? String(value) : writer(value);
}
