/** Words of each family of formats that are worth putting where they do not belong. */
export const tokens = {
  html: [
    ...["<table>", "</table>", "<tr>", "</tr>", "<td>", "</td>", "<td rowspan=65535>", "<td colspan=1000>", '<td rowspan="0" colspan="-1">', "<thead>", "<caption>"],
    ...["<p>", "</p>", "<div>", "<br>", "<li>", "<ol start=99999999999>", "<script>", "</script>", "<style>", "<!--", "-->", "<![CDATA[", "]]>", "<!DOCTYPE html>"],
    ...["&#x110000;", "&#0;", "&#xD800;", "&amp;", "&nbsp;", "&notanentity;", "<input type=checkbox checked>", "<select><option selected>", "<textarea>", '<meta charset="gbk">'],
    ...["<svg><title>", "<math>", "<template>", "<plaintext>", "<base href=x>", "<frameset>", "<", ">", '"', "'"],
  ],
  xml: ["<!DOCTYPE a [<!ENTITY b 'c'>]>", "&b;", "&#x110000;", "&#0;", "<![CDATA[", "]]>", "<?xml version='1.0'?>", "<?a?>", "<!--", "-->", "<", ">", "&", 'xmlns="x"', "<a>", "</a>", "<a/>"],
  word: [
    ...["<w:tbl>", "</w:tbl>", "<w:tr>", "</w:tr>", "<w:tc>", "</w:tc>", "<w:p>", "</w:p>", "<w:r>", "</w:r>", "<w:t>", "</w:t>", "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>"],
    ...['<w:gridSpan w:val="4096"/>', '<w:gridSpan w:val="-1"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>", "<w:hMerge/>", '<w:gridBefore w:val="60"/>', '<w:gridAfter w:val="99999999"/>'],
    ...['<w:fldChar w:fldCharType="begin"/>', '<w:fldChar w:fldCharType="separate"/>', '<w:fldChar w:fldCharType="end"/>', "<w:instrText>FORMCHECKBOX</w:instrText>", '<w:sym w:font="Wingdings" w:char="F0FE"/>'],
    ...["<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>", "<w:ins>", "<w:del>", "<w:moveFrom>", "<w:txbxContent>", "<mc:AlternateContent>", "<mc:Fallback>", '<w:numId w:val="1"/>', '<w:ilvl w:val="99"/>', "<w:vanish/>"],
    ...['<w:altChunk r:id="rId1"/>', '<w:footnoteReference w:id="2"/>', '<w:pStyle w:val="a"/>', '<w:basedOn w:val="a"/>', "<w:tab/>", "<w:br/>", "<w:noBreakHyphen/>"],
  ],
  sheet: [
    ...['<mergeCell ref="A1:XFD1048576"/>', '<mergeCell ref="B2:A1"/>', '<c r="XFD1048576"><v>1</v></c>', '<c r="ZZZZ99999999" t="s"><v>99999</v></c>', '<c t="inlineStr"><is><t>x</t></is></c>'],
    ...["<row>", "</row>", '<row r="1048576">', '<row r="0" hidden="1">', '<col min="1" max="16384" hidden="1"/>', "<c>", "</c>", "<v>", "</v>", 't="s"', 't="b"', 't="e"', 't="d"', 's="99999"', '<si><t>x</t></si>'],
    ...['formatCode="[h]:mm:ss"', 'formatCode="0.0000000000000000000000000000000000E+00"', 'formatCode="yyyy-mm-dd;;;@"', 'formatCode="[$-804]"', 'formatCode="# ??/??"', '<sheet name="x" sheetId="1" r:id="rId9"/>', 'date1904="1"'],
  ],
  markdown: ["|", "|---|", "\n|---|---|\n", "```\n", "~~~", "> ", "> > > > ", "**", "*", "_", "~~", "[", "](", "![", "<table>", "</td>", "<br>", "- ", "1. ", "    ", "\t", "\n\n", "\\", "`", "$$", "$", "---\n", "# ", "&#x110000;", "[^1]:"],
  text: ["\t", "\n", "\r\n", "\r", "\f", "\u000b", "\t\n", "|", " | ", "<p>", "</p>", "<br>", "$", "\\frac{1}{2}", "\u3000", "\ufeff", "项目名称", "（万元）", "一、", "≥", "□", "☑"],
  pdf: [
    ..." obj, endobj, stream\n, \nendstream,<<,>>,[,],/Kids,/Parent 2 0 R,/Length 99999999,/Type/Page,/Rotate 45,/MediaBox[0 0 0 0],/MediaBox[-1e9 -1e9 1e9 1e9],1 0 R,99999 0 R,null,trailer,xref,startxref".split(","),
    ..." BT , ET , Tj , TJ , Tf , Td , Tm , cm , q , Q , re , f , S , m , l , c , h , W n , Do , /F0 Do , 0 0 0 0 0 0 cm , 1e9 0 0 1e9 0 0 cm , 0 Tr , 3 Tr , BI ID EI ,/Filter/FlateDecode,/Encrypt<<>>".split(","),
  ],
  json: ["null", "[]", "{}", "1e999", '"\\ud800"', ",", ":", "[", "]", "{", "}", '"', "\\u0000", "-", '"<table><tr><td rowspan=9999>"'],
  tsv: ["\t", "\n", "-1", "level\t", "5\t1\t1\t1\t1\t1\t0\t0\t0\t0\t96\tx\n", '"', "nan"],
  hocr: ["bbox 0 0 0 0", "bbox -1 -1 99999999 99999999", "bbox a b", "x_wconf 200", "baseline 1e9 1e9", "textangle 90", "; ", "class='ocr_page'", "class='ocrx_word'", "<span>", "</span>", "<div>", "</div>"],
} as const satisfies Record<string, readonly string[]>;
