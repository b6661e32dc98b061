/** Radicals of the supplement block (U+2E80–U+2EF3) and the characters that they stand for when fonts name them by mistake. */
const SUPPLEMENT =
  "⺁厂⺅亻⺆冂⺇几⺈刀⺉刂⺊卜⺌小⺍小⺎兀⺐尢⺑尢⺒巳⺓幺⺔彑⺕彐⺖忄⺗心⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺟母⺠民⺡氵⺢氺⺣灬⺤爫⺥爫⺦丬⺧牛⺨犭⺩王⺪疋⺫目⺬示⺭礻⺮竹⺯糹⺰纟⺲罒⺳罓⺶羊⺷羊⺸羊⺹耂⺺肀⺻聿⺼月⺽臼⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻇角⻈讠⻉贝⻊足⻋车⻌辶⻍辶⻎辶⻏阝⻐钅⻑長⻒镸⻓长⻔门⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞食⻟飠⻠饣⻡首⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟";

const supplement = new Map<string, string>();
for (let index = 0; index + 1 < SUPPLEMENT.length; index += 2) supplement.set(SUPPLEMENT.charAt(index), SUPPLEMENT.charAt(index + 1));

/**
 * Two more pairs that share one picture in the fonts of simplified Chinese, and that NFKC does not bring together: the
 * radical of doors, which it makes the traditional 戶, and the horizontal bar, which stands for the dash.
 */
supplement.set("\u2f3e", "户").set("\u2015", "—");

const FOLDED = /[\u2015\u2e80-\u2fdf\uf900-\ufaff\ufb00-\ufb06\u{2f800}-\u{2fa1f}]/gu;

/**
 * Puts the characters that are meant in place of Kangxi radicals, radicals of the supplement, compatibility ideographs and
 * Latin ligatures: fonts that share one picture between them name it by the wrong one. Punctuation keeps its width.
 */
export function foldRadicals(text: string): string {
  return text.replace(FOLDED, (character) => supplement.get(character) ?? character.normalize("NFKC"));
}
