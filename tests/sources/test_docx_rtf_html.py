"""What each word processor format keeps beside its running text, and what it must not let through."""

from __future__ import annotations

import io
import zipfile

import pytest
from note_files import NOTE, W, as_docx, docx_of

from facetproof.errors import InputError
from facetproof.sources.docx import MAX_PART_BYTES, docx_text
from facetproof.sources.extract import STRUCK_OUT
from facetproof.sources.html import decode_html, html_text
from facetproof.sources.rtf import rtf_text


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def paragraph(*inner: str) -> str:
    return f"<w:p>{''.join(inner)}</w:p>"


def cell(*inner: str, span: int = 1) -> str:
    return (
        f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/></w:tcPr>{"".join(paragraph(run(text)) for text in inner)}</w:tc>'
    )


CHECKBOX = '<w:r><w:fldChar><w:ffData><w:checkBox><w:default w:val="0"/>{}</w:checkBox></w:ffData></w:fldChar></w:r>'
PROMPT = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (paragraph(run("Left"), run(" L4-5")), "Left L4-5"),
        (paragraph("<w:r><w:t>Joint</w:t><w:tab/><w:t>L4-5</w:t><w:br/><w:t>left</w:t></w:r>"), "Joint\tL4-5\nleft"),
        (paragraph("<w:r><w:t>L4</w:t><w:noBreakHyphen/><w:t>5</w:t></w:r>"), "L4-5"),
        (paragraph("<w:del>", run("right"), "</w:del>", "<w:ins>", run("left"), "</w:ins>"), "left"),
        (paragraph("<w:moveFrom>", run("right"), "</w:moveFrom>", run("left")), "left"),
        (paragraph(run("right", "<w:strike/>"), run("left")), "left"),
        (paragraph(run("right", '<w:strike w:val="0"/>'), run(" left")), "right left"),
        (paragraph(run("draft", "<w:vanish/>"), run("left")), "left"),
        (paragraph("<w:r><w:instrText>PAGE</w:instrText></w:r>", run("left")), "left"),
        (paragraph(PROMPT.format(run("Click to enter side")), run("left")), "left"),
        (paragraph(CHECKBOX.format("<w:checked/>"), run("left")), "[x] left"),
        (paragraph(CHECKBOX.format(""), run("right")), "[ ] right"),
        (paragraph('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', run(" left")), "☑ left"),
        (
            f"<w:tbl><w:tr>{cell('Time')}{cell('Pain')}</w:tr><w:tr>{cell('9:00')}{cell('8')}</w:tr></w:tbl>",
            "Time\tPain\n9:00\t8",
        ),
        (f"<w:tbl><w:tr>{cell('Pain', span=2)}{cell('Note')}</w:tr></w:tbl>", "Pain\t\tNote"),
        (f"<w:tbl><w:tr>{cell('Findings', 'one', 'two')}</w:tr></w:tbl>", "Findings\none\ntwo"),
        (
            "<mc:AlternateContent xmlns:mc='m'><mc:Choice><w:p><w:r><w:txbxContent>"
            + paragraph(run("boxed"))
            + "</w:txbxContent></w:r></w:p></mc:Choice><mc:Fallback>"
            + paragraph(run("boxed"))
            + "</mc:Fallback></mc:AlternateContent>",
            "boxed",
        ),
        (paragraph(run("one"), '<w:r><w:br w:type="page"/></w:r>', run("two")), "one\n\ftwo"),
    ],
)
def test_docx_shows_what_a_reader_of_the_page_would_see(body: str, text: str) -> None:
    assert docx_text(docx_of(body), where="x").text == text


def test_docx_header_comes_first_once_and_footer_last() -> None:
    part = f'<w:hdr xmlns:w="{W}">{{}}</w:hdr>'
    header = part.format(paragraph(run("Testcase, Ann. Date of service: 03/10/2025")))
    parts = {
        "word/header1.xml": header,
        "word/header2.xml": header,
        "word/footer1.xml": part.format(paragraph(run("Page 1 of 2")) + paragraph(run("Electronically signed"))),
        "word/footnotes.xml": part.format(paragraph(run("a footnote"))),
    }
    text = docx_text(as_docx(["Block"], parts=parts), where="x").text
    assert text.split("\n\n") == [
        "Testcase, Ann. Date of service: 03/10/2025",
        "Block",
        "Electronically signed\na footnote",
    ]


def test_docx_tells_that_struck_out_words_were_left_out() -> None:
    assert docx_text(docx_of(paragraph(run("right", "<w:dstrike/>"), run("left"))), where="x").remarks == (STRUCK_OUT,)
    assert docx_text(as_docx(NOTE), where="x").remarks == ()


def refused(data: bytes) -> InputError:
    with pytest.raises(InputError) as caught:
        docx_text(data, where="note.docx")
    return caught.value


def test_docx_that_unpacks_without_end_is_refused() -> None:
    bomb = docx_of(" " * (MAX_PART_BYTES + 1))
    assert len(bomb) < 100_000
    assert refused(bomb).code == "docx-too-large"


def test_docx_with_entities_is_refused() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("word/document.xml", '<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><d>&b;</d>')
    assert refused(packed.getvalue()).code == "xml-unsafe"


def test_docx_without_its_document_is_refused() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("word/styles.xml", "<x/>")
    assert refused(packed.getvalue()).code == "docx-broken"


def test_docx_of_pictures_alone_says_so() -> None:
    assert refused(docx_of("<w:p/>", {"word/media/image1.png": "x"})).code == "docx-pictures"


def test_docx_nested_without_end_is_refused() -> None:
    assert refused(docx_of("<w:p>" * 5000 + "</w:p>" * 5000)).code == "xml-too-deep"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (rb"one\par two\line three", "one\ntwo\nthree"),
        (rb"{\b bold} and {\i italic}", "bold and italic"),
        (rb"{\strike right}left", "left"),
        (rb"\strike right\strike0 left", "left"),
        (rb"{\deleted right}left {\v hidden}", "left"),
        (rb"80\'b0 caf\'e9 \u8805?80% \u-3910?", "80° café ≥80% °".replace("% °", "% ") + "\uf0ba"),
        (rb"\{braces\} and \\", "{braces} and \\"),
        (rb"{\*\unknown gone}{\fldinst HYPERLINK}{\fldrslt link}", "link"),
        (rb"{\pict\bin5 }}}}}x}after", "after"),
        (rb"{\f1\'fe} yes {\f1\'a8} no", "☑ yes ☐ no"),
        (rb"{\*\formfield{\fftype1\ffres1}}left{\*\formfield{\fftype1\ffres0}}right", "[x] left[ ] right"),
        (rb"\trowd\intbl Time\cell Pain\cell\row\trowd\intbl 9:00\cell 8\cell\row after", "Time\tPain\n9:00\t8\nafter"),
        (rb"one\page two", "one\n\ftwo"),
        (rb"L4\_5 medi\-al", "L4-5 medial"),
        (rb"{\footer\par Page 1}body{\header Testcase, Ann}", "Testcase, Ann\n\nbody\n\nPage 1"),
        (rb"{\listtext\f2\'b7\tab}item", "•\titem"),
    ],
)
def test_rtf_shows_what_a_reader_of_the_page_would_see(body: bytes, text: str) -> None:
    fonts = rb"{\fonttbl{\f0\fnil Arial;}{\f1\fnil\fcharset2 Wingdings;}{\f2\fnil\fcharset2 Symbol;}}"
    assert rtf_text(rb"{\rtf1\ansi\ansicpg1252\uc1" + fonts + rb"\f0 " + body + b"}", where="x").text == text


@pytest.mark.parametrize(
    ("data", "code"), [(rb"{\rtf1 cut {\b off", "rtf-broken"), (rb"{\rtf1" + b"{" * 600 + b"}" * 601, "rtf-too-deep")]
)
def test_rtf_cut_off_or_nested_without_end_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(InputError) as caught:
        rtf_text(data, where="x")
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>one<p>two<br>three", "one\n\ntwo\nthree"),
        ("<div>one <b>two</b>\n three</div><div>four</div>", "one two three\nfour"),
        ("<s>right</s> left <del>x</del><span style='text-decoration: line-through'>y</span>", "left"),
        ("<p style='display:none'>hidden</p><p hidden>hidden<p>left", "left"),
        ("<script>var a</script><style>b</style>left<!-- c -->", "left"),
        ("&ge;80&nbsp;% &amp; L4&#8209;5", "≥80 % & L4-5"),
        ("<ul><li>one<li>two</ul>after", "one\ntwo\nafter"),
        ("<input type=checkbox checked>left <input type=radio>right", "[x] left [ ] right"),
        ("<input type=text value='8/10'><input type=hidden value=x>", "8/10"),
        ("<table><tr><th>Time<th>Pain<tr><td>9:00<td>8</table>after", "Time\tPain\n9:00\t8\nafter"),
        ("<table><tr><td rowspan=2>L4-5<td>left<tr><td>right</table>", "L4-5\tleft\n\tright"),
        ("<table><tr><td><table><tr><td>a<td>b</table><td>c</table>", "a\tb\tc"),
        ("<pre>a   b\n  c</pre>", "a   b\n  c"),
        ("<td>cell without table", "cell without table"),
        ("<table><tr><td>never closed", "never closed"),
        ("</s></table></td>left", "left"),
    ],
)
def test_html_shows_what_a_browser_would(markup: str, text: str) -> None:
    assert html_text(markup).text == text


@pytest.mark.parametrize("piece", ["<!--", "<a ", "<a b='", "<?", "<!-- >"])
def test_html_of_tags_without_end_is_refused_at_once(piece: str) -> None:
    with pytest.raises(InputError) as caught:
        html_text(piece * 50_000, where="x")
    assert caught.value.code == "html-broken"


def test_html_with_conditions_of_word_processors_is_read() -> None:
    assert html_text("<![if !supportLists]>one<![endif]> <![CDATA[x]]>two <![ three").text == "one two <![ three"


def test_html_nested_without_end_is_read() -> None:
    assert html_text("<div>" * 50_000 + "left").text == "left"


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"<meta charset=latin-1>\xe9", "é"),
        (b'<?xml version="1.0" encoding="windows-1252"?>\x96', "–"),
        (b"<meta charset=nonsense>x", "as is"),
        (b"no charset", "as is"),
    ],
)
def test_html_is_decoded_as_it_says(data: bytes, text: str) -> None:
    assert decode_html(data, "as is").endswith(text)
