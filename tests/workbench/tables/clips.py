"""A table of people as Excel, LibreOffice Calc and Word write it to the clipboard, in the forms that these programs use."""

from __future__ import annotations

PEOPLE = (
    ("Name", "Job title", "Department", "Organization", "Remarks"),
    ("Ana Petrović", "Head of unit", "Integrity", "Customs", "2"),
    ("Bo \u200eNørgård", "Analyst", "Integrity", "Customs", "first line\nsecond line"),
    ("Emma & Söhne", "-", "Freight", "", ""),
)

HOSTILE_PEOPLE = (
    ("Name", "Job title", "Department", "Organization"),
    ("Ana Petrović", "Head of unit", "Integrity & ethics", "Customs"),
    ("Bo Nørgård", "Analyst\nacting", "Freight", ""),
    ("فاطمة الزهراء", "مديرة", "النزاهة", "الجمارك"),
    ("Соколова Ирина", "Inspector", "=SUM(1;2)", "+Port"),
    ('Zoë "Zo" O\'Hara', "Clerk <b>2</b>", "A\tB", "1,5"),
)
"""What ``tests/files/clips`` holds as LibreOffice 7.4 put it on the clipboard, out of a workbook and a document."""

EXCEL = """<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:x="urn:schemas-microsoft-com:office:excel" xmlns="http://www.w3.org/TR/REC-html40">
<head>
<meta http-equiv=Content-Type content="text/html; charset=utf-8">
<meta name=ProgId content=Excel.Sheet>
<meta name=Generator content="Microsoft Excel 15">
<style>
<!--table
	{mso-displayed-decimal-separator:"\\,";
	mso-displayed-thousand-separator:"\\.";}
br
	{mso-data-placement:same-cell;}
td
	{padding-top:1px; white-space:nowrap;}
-->
</style>
</head>
<body link="#0563C1" vlink="#954F72">
<table border=0 cellpadding=0 cellspacing=0 width=320 style='border-collapse:collapse;width:240pt'>
<!--StartFragment-->
 <col width=64 span=5 style='width:48pt'>
 <tr height=20 style='height:15.0pt'>
  <td height=20 class=xl65 width=64 style='height:15.0pt;width:48pt'>Name</td>
  <td class=xl65>Job title</td><td class=xl65>Department</td><td class=xl65>Organization</td><td class=xl65>Remarks</td>
 </tr>
 <tr height=20 style='height:15.0pt'>
  <td height=20 style='height:15.0pt'>Ana Petrović</td>
  <td>Head of unit</td>
  <td rowspan=2 height=60 class=xl66 style='height:45.0pt'>Integrity</td>
  <td>Customs</td>
  <td align=right x:num x:fmla="=1+1">2</td>
 </tr>
 <tr height=40 style='height:30.0pt'>
  <td height=40 style='height:30.0pt'>Bo \u200eNørgård</td>
  <td>Analyst</td>
  <td>Customs</td>
  <td class=xl67 width=64 style='width:48pt'>first line<br>
    second line</td>
 </tr>
 <tr height=20 style='height:15.0pt'>
  <td height=20 style='height:15.0pt'>Emma &amp; Söhne</td>
  <td>-</td>
  <td colspan=2>Freight</td>
  <td><!--[if gte vml 1]><v:shape id="Picture_x0020_1" type="#_x0000_t75"><v:imagedata src="clip_image001.png"/></v:shape>
  <![endif]--><![if !vml]><span style='mso-ignore:vglayout'><img width=20 src="clip_image002.png"></span><![endif]></td>
 </tr>
 <![if supportMisalignedColumns]>
 <tr height=0 style='display:none'>
  <td width=64 style='width:48pt'></td><td width=64></td><td width=64></td><td width=64></td><td width=64></td>
 </tr>
 <![endif]>
<!--EndFragment-->
</table>
</body>
</html>
"""

CALC = """<!DOCTYPE html>
<html>
<head>
	<meta http-equiv="content-type" content="text/html; charset=utf-8"/>
	<title></title>
	<meta name="generator" content="LibreOffice 7.4.7.2 (Linux)"/>
	<style type="text/css">
		body,div,table,thead,tbody,tfoot,tr,th,td,p { font-family:"Liberation Sans"; font-size:x-small }
		a.comment-indicator:hover + comment { background:#ffd; position:absolute; display:block; }
	</style>
</head>
<body>
<table cellspacing="0" border="0">
	<colgroup span="5" width="85"></colgroup>
	<tr>
		<td height="17" align="left"><b>Name</b></td>
		<td align="left">Job title</td><td align="left">Department</td><td align="left">Organization</td>
		<td align="left">Remarks</td>
	</tr>
	<tr>
		<td height="17" align="left">Ana Petrović</td>
		<td align="left">Head of unit</td>
		<td rowspan=2 align="center" valign=middle>Integrity</td>
		<td align="left">Customs</td>
		<td align="right" sdval="2" sdnum="1033;">2</td>
	</tr>
	<tr>
		<td height="32" align="left">Bo \u200eNørgård</td>
		<td align="left">Analyst</td>
		<td align="left">Customs</td>
		<td align="left">first line<br>second line</td>
	</tr>
	<tr>
		<td height="17" align="left">Emma &amp; Söhne</td>
		<td align="left">-</td>
		<td align="left">Freight</td>
		<td align="left"><br></td>
		<td align="left"><br></td>
	</tr>
</table>
</body>
</html>
"""


def _word_cell(*paragraphs: str, more: str = "") -> str:
    inside = "\n  ".join(
        "<p class=MsoNormal style='margin-bottom:0cm;line-height:normal'><span lang=EN-GB\n  style='mso-ansi-language:EN-GB'>"
        f"{text}<o:p></o:p></span></p>"
        for text in paragraphs
    )
    return f"<td width=120 valign=top style='width:90.1pt;border:solid windowtext 1.0pt;\n  padding:0cm 5.4pt 0cm 5.4pt'{more}>\n  {inside}\n  </td>\n"


def _word_row(*cells: str) -> str:
    return " <tr style='mso-yfti-irow:0'>\n  " + "  ".join(cells) + " </tr>\n"


WORD = (
    """<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head>
<meta name=Generator content="Microsoft Word 15">
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->
<style><!-- p.MsoNormal {margin:0cm;} --></style>
</head>
<body lang=EN-GB style='tab-interval:35.4pt;word-wrap:break-word'>
<!--StartFragment-->
<table class=MsoTableGrid border=1 cellspacing=0 cellpadding=0 style='border-collapse:collapse'>
"""
    + _word_row(*map(_word_cell, PEOPLE[0]))
    + _word_row(
        _word_cell("Ana Petrović"),
        _word_cell("Head of unit"),
        _word_cell("Integrity", more=" rowspan=2"),
        _word_cell("Customs"),
        _word_cell("2"),
    )
    + _word_row(
        _word_cell("Bo \u200eNørgård"),
        _word_cell("Analyst"),
        _word_cell("Customs"),
        _word_cell("first line", "second\n  line"),
    )
    + _word_row(
        _word_cell("<b>Emma</b> &amp; <span class=SpellE>Söhne</span>"),
        _word_cell("-"),
        _word_cell("Freight"),
        _word_cell("&nbsp;"),
        _word_cell("<!--[if gte vml 1]><v:shape/><![endif]--><![if !vml]><img src='x.png'><![endif]>"),
    )
    + "</table>\n<!--EndFragment-->\n</body>\n</html>\n"
)
