"""Documents made for tests: Word, LibreOffice, EPUB and PDF, as programs write them."""

from __future__ import annotations

import io
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import docx

TITLE = "La piscine rouvrira en septembre"
LINES = [
    "Ouest-France, vendredi 12 avril 2024",
    "Fermée depuis avril, la piscine de Sablé rouvrira ses portes en septembre, a annoncé jeudi le maire, Luc Petit.",
    "Deux millions d’euros ont été dépensés.",
]
NEXIS = [
    "La piscine rouvrira en septembre",
    "Ouest-France",
    "12 avril 2024 vendredi",
    "Copyright 2024 Ouest-France Tous droits réservés",
    "Section: PAGE SABLE; Pg. 5",
    "Length: 482 words",
    "Byline: Jeanne ROUX",
    "Body",
    *LINES[1:],
    "Load-Date: April 12, 2024",
    "End of Document",
    "Budget : le Sénat dit non",
    "Le Monde",
    "13 avril 2024 samedi",
    "Longueur: 1204 mots",
    "Corps",
    "Le Sénat a rejeté vendredi le budget, par 180 voix contre 120.",
    "Fin du document",
]


def docx_of(lines: list[str], title: str = "") -> bytes:
    document = docx.Document()
    if title:
        document.add_heading(title, 0)
    for line in lines:
        if line.startswith("## "):
            document.add_heading(line.removeprefix("## "), 2)
        else:
            document.add_paragraph(line)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def zipped(files: dict[str, str | bytes], first: str = "") -> bytes:
    stream = io.BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        if first:
            archive.writestr("mimetype", first, ZIP_STORED)
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def odt_of(lines: list[str], title: str) -> bytes:
    office = "urn:oasis:names:tc:opendocument:xmlns"
    paragraphs = "".join(
        f'<text:h text:outline-level="2">{line.removeprefix("## ")}</text:h>'
        if line.startswith("## ")
        else f"<text:p>{line}</text:p>"
        for line in lines
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="{office}:office:1.0" xmlns:text="{office}:text:1.0">'
        f'<office:body><office:text><text:h text:style-name="Title" text:outline-level="1">{title}</text:h>{paragraphs}</office:text></office:body>'
        "</office:document-content>"
    )
    return zipped({"content.xml": content}, "application/vnd.oasis.opendocument.text")


def epub_of(chapters: list[tuple[str, list[str]]]) -> bytes:
    items, refs = "", ""
    files: dict[str, str | bytes] = {
        "META-INF/container.xml": '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="OEBPS/content.opf"/></rootfiles></container>'
    }
    for number, (title, lines) in enumerate(chapters):
        items += f'<item id="c{number}" href="c{number}.xhtml" media-type="application/xhtml+xml"/>'
        refs += f'<itemref idref="c{number}"/>'
        body = "".join(f"<p>{line}</p>" for line in lines)
        files[f"OEBPS/c{number}.xhtml"] = (
            f"<html><body><h1>{title}</h1>{body}</body></html>"
        )
    files["OEBPS/content.opf"] = (
        '<package xmlns="http://www.idpf.org/2007/opf"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Recueil</dc:title>'
        f"<dc:publisher>Ouest-France</dc:publisher><dc:date>2024-04-12</dc:date><dc:language>fr</dc:language></metadata><manifest>{items}</manifest><spine>{refs}</spine></package>"
    )
    return zipped(files, "application/epub+zip")


def pdf_of(pages: list[list[tuple[int, int, int, str]]]) -> bytes:
    """Pages of lines, each at a place (from the left, from the bottom) and in a size, in points."""
    objects: list[bytes] = []
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects.append(b"<< /Type /Catalog /Pages 2 0 R >>")
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode())
    objects.append(
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    )
    for number, lines in enumerate(pages):
        content = b""
        for left, bottom, size, words in lines:
            written = words.replace("(", r"\(").replace(")", r"\)").encode("cp1252")
            content += f"BT /F1 {size} Tf {left} {bottom} Td (".encode()
            content += written + b") Tj ET\n"
        page = f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents {5 + 2 * number} 0 R >>"
        objects.append(page.encode())
        stream = f"<< /Length {len(content)} >>\nstream\n".encode()
        objects.append(stream + content + b"endstream")
    written = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(written))
        written += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(written)}\n%%EOF\n"
    return written + end.encode()


COLUMNS = pdf_of(
    [
        [
            (60, 780, 24, TITLE),
            (60, 750, 10, "Ouest-France, vendredi 12 avril 2024"),
            *(
                (60, 710 - 12 * rank, 10, line)
                for rank, line in enumerate(
                    [
                        "Fermée depuis avril, la pis-",
                        "cine de Sablé rouvrira ses",
                        "portes en septembre, a an-",
                        "noncé jeudi soir le maire de",
                        "la commune, devant une cin-",
                        "quantaine d’habitants.",
                    ]
                )
            ),
            *(
                (320, 710 - 12 * rank, 10, line)
                for rank, line in enumerate(
                    [
                        "Deux millions d’euros ont été",
                        "dépensés pour refaire le toit,",
                        "les vestiaires et le chauf-",
                        "fage de l’établissement.",
                    ]
                )
            ),
        ]
    ]
)
SCAN = pdf_of([[], []])
